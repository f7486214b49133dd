"""Further states of a rendered page: one probe a module, which records one state under its name."""
