"""One module a verb: ``add(verbs)`` puts it on the command line, and the rest of the module carries it out."""
