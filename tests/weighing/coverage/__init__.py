"""Stories of coverage whose origins are known, because we wrote them: what origins and copies are measured on."""
