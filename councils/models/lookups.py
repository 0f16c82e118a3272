"""A way to look something up that Django does not have."""

from django.db.models import Field, ForeignKey, Lookup


@Field.register_lookup
@ForeignKey.register_lookup
class AnyOf(Lookup):
    """`area__any_of=[…]`: what `area__in=[…]` finds, as one value however many there are."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple]:
        """“area_id” = ANY(an array)."""
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s)", (*params, self.rhs)
