import re
def test_x(enter):
    v=enter("Clara Holt")
    print(v.address, v.text)
    v.follow("Meetings"); print(v.text)
    v.follow("Plan the next meeting of"); print(v.text)
    v=enter("Idris Bell"); v.follow("Record figures"); print(v.text[:3000]); print(v.sent_by("Save"))
    v=enter("Skye"); v.follow("Ask a question"); print(v.text); print(v.sent_by("Send my question"))
