"""Who is in a forum, and who answers it. Questions are not here: their words are read on one page only."""

from django import forms
from django.contrib import admin

from councils.admin import SignInField
from councils.admin_site import CouncilAdmin, site
from forums.models import AnswerLevel, ForumMember


class ForumMemberForm(forms.ModelForm):
    """A representative or worker, by user name."""

    user = SignInField(label="User name")

    class Meta:
        model = ForumMember
        fields = ("forum", "user", "starts_on", "ends_on")


@admin.register(ForumMember, site=site)
class ForumMemberAdmin(CouncilAdmin):
    """Representatives and workers of a forum, for a period."""

    form = ForumMemberForm
    council_from = "forum"
    list_display = ("user", "forum", "starts_on", "ends_on")
    list_filter = ("forum",)
    list_select_related = ("user", "forum")

    def get_readonly_fields(self, request: object, obj: ForumMember | None = None) -> tuple:
        """A place stays with its person and forum; another is a new row."""
        return ("forum", "user") if obj else ()


@admin.register(AnswerLevel, site=site)
class AnswerLevelAdmin(CouncilAdmin):
    """The roles that answer the forums' questions, from the bottom up."""

    fields = ("position", "role")
    list_display = ("position", "role")
