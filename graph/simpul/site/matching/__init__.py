"""Names matched with things, by the Reconciliation Service API 0.2 (W3C Community Group, 10 April 2023).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ is what OpenRefine and others speak.
``service`` has the pages; ``queries`` reads what is asked, ``candidates`` says what a name may mean, ``values`` what is
known of a thing, ``kinds`` what can be asked for at all.
"""
