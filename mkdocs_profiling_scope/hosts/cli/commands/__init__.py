"""The commands of the command line, one module each, imported when called; what they do stands here."""

SHORT_HELP = {
    "check": "Print findings.",
    "classify": "Print every block and what it was judged to be.",
    "rule": "Explain a rule; without a code or name, list all.",
    "config": "Print the effective settings and where each came from.",
    "report": "Say what state the documents are in, and what to do.",
    "refactor": "Move proposals out of profiling pages.",
    "export": "Write nav, overviews and style sheet, for hosts without plugins.",
    "baseline": "Accept the findings that are there.",
    "init": "Propose settings, or write a document to start from.",
    "server": "Report findings in editors, by the Language Server Protocol.",
}
