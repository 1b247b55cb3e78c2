"""What every role gets at every address, by scope: the table that tests/test_access.py goes through.

own: made for the user's office or below it. seen: it concerns an office of their scope, but another office keeps it.
other: of a neighbouring county. An answer is a status, or `login` for a way back to the log-in page.
"""

ROLES = (
    "visitor", "clerk", "head", "issuer", "supervisor", "auditor", "leader", "administrator", "postless", "disabled"
)  # fmt: skip
SENT = {"POST": {"nothing": "of use"}}
# fmt: off
#            visitor clerk head issuer supervisor auditor leader administrator postless disabled
OPEN =      "200     200   200  200    200        200     200     200           200      200"
LOOK =      "login   200   200  200    200        200     200     200           403      login"
LOG =       "login   200   200  200    200        403     403     403           403      login"
REFUSED =   "login   403   403  403    403        403     403     403           403      login"
NO_SUCH =   "login   404   404  404    404        404     404     404           403      login"
NOT_MINE =  "login   404   404  404    404        403     403     403           403      login"
EMPTY =     "login   422   422  422    422        403     403     403           403      login"
SENT_ON =   "login   302   302  302    302        302     302     302           403      login"
MAY_SEND =  "login   302   302  302    302        403     403     403           403      login"
SET =       "login   403   403  403    200        403     403     200           403      login"
EMPTY_SET = "login   403   403  403    422        403     403     422           403      login"
NO_SET =    "login   403   403  403    404        403     403     404           403      login"
DELETE =    "login   403   403  403    302        403     403     302           403      login"
APPROVE =   "login   403   403  403    302        403     403     403           403      login"
MAY_APPROVE = "login 403   403  403    200        403     403     403           403      login"
EMPTY_APPROVE = "login 403 403  403    422        403     403     403           403      login"
ADMINISTER = "login  403   403  403    403        403     403     200           403      login"
EMPTY_ADMINISTER = "login 403 403 403  403        403     403     422           403      login"
NOT_ADMINISTERED = "login 403 403 403  403        403     403     404           403      login"
NOT_ITS_DECIDER = "login 403 403 403 404      403     403     403           403      login"
ITS_ISSUER = "login  403   403  302    302        403     403     403           403      login"
ANSWERS =   "login   422   422  422    404        403     403     403           403      login"
EMPTY_LOOK = "login  422   422  422    422        422     422     422           403      login"
NO_CELL =   "login   404   404  404    404        403     403     403           403      login"
NOT_SO =    "405     405   405  405    405        405     405     405           405      405"
PRICE =     "login   403   403  200    200        403     403     403           403      login"
MAY_PRICE = "login   403   403  302    302        403     403     403           403      login"
NO_PRICE =  "login   403   403  404    404        403     403     403           403      login"
EMPTY_PRICE = "login 403   403  422    422        403     403     403           403      login"
EMPTY_STAFF = "login 403   422  403    422        403     403     422           403      login"
TO_STAFF =  "login   403   422  403    404        404     404     404           403      login"
STAFF =     "login   200   200  200    404        404     404     404           403      login"
TABLE = {
    "": {"GET": SENT_ON},
    "login/": {"GET": "200 302 302 302 302 302 302 302 302 200"},
    "logout/": {"GET": NOT_SO, "POST": "login " * 10},
    "language/": {"GET": "302 " * 10, "POST": "302 " * 10},
    "overview/<slug:code>/": {"GET own": SENT_ON, "GET other": NO_SUCH},
    "overview/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "offices/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "offices/<slug:code>/change/": {"GET own": ADMINISTER, "GET other": NOT_ADMINISTERED},
    "offices/<slug:code>/merge/": {"GET own": NOT_SO, "POST own": EMPTY_ADMINISTER, "POST other": NOT_ADMINISTERED},
    "offices/<slug:code>/rename/": {"GET own": NOT_SO, "POST own": EMPTY_ADMINISTER, "POST other": NOT_ADMINISTERED},
    "basket/<slug:code>/<int:base>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "issuers/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "causes/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "channels/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "capacity/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "chains/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "changes/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "changes/<slug:code>/<int:year>/<slug:cause>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "calendar/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "week/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "distribution/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "sheet/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "briefs/<slug:code>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "briefs/<slug:code>/<int:month>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "briefs/<slug:code>/<int:month>/text/": {"GET own": LOOK, "GET other": NO_SUCH},
    "briefs/<slug:code>/<int:month>/edit/": {
        "GET own": MAY_APPROVE, "GET other": NOT_ITS_DECIDER, "POST own": EMPTY_APPROVE, "POST other": NOT_ITS_DECIDER,
    },
    "briefs/<slug:code>/<int:month>/update/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NOT_ITS_DECIDER},
    "briefs/<slug:code>/<int:month>/restore/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NOT_ITS_DECIDER},
    "briefs/<slug:code>/<int:month>/undo/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NOT_ITS_DECIDER},
    "compare/": {"GET": LOOK},
    "compare/rows/": {"GET": LOOK},
    "compare/?below=<slug:code>": {"GET own": LOOK, "GET other": NO_SUCH},
    "compare/rows/?office=<slug:code>": {"GET own": LOOK, "GET other": NO_SUCH},
    "definitions/": {"GET": LOOK},
    "definitions/<slug:figure>/?office=<slug:code>": {"GET own": LOOK, "GET other": NO_SUCH},
    "staffing/": {"GET": LOOK, "POST": EMPTY_STAFF},
    "staffing/<slug:code>/": {"GET own": STAFF, "GET other": NO_SUCH, "POST own": TO_STAFF, "POST other": NO_SUCH},
    "workbook/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "templates/": {"GET": LOOK, "POST": EMPTY_LOOK},
    "templates/names/": {"GET": LOOK},
    "templates/sample/": {"GET": LOOK},
    "templates/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH, "POST own": EMPTY_LOOK, "POST other": NO_SUCH},
    "templates/<int:pk>/file/": {"GET own": LOOK, "GET other": NO_SUCH},
    "templates/<int:pk>/delete/": {"GET own": LOOK, "GET other": NO_SUCH, "POST own": SENT_ON, "POST other": NO_SUCH},
    "exports/": {"GET": LOOK},
    # A file belongs to whoever had it made: a colleague of the same office is answered as if there were none.
    "exports/<uuid:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "exports/<uuid:pk>/cancel/": {"GET own": NOT_SO, "POST own": SENT_ON, "POST other": NO_SUCH},
    "exports/<uuid:pk>/file/": {"GET own": SENT_ON, "GET other": NO_SUCH},
    "exports/verify/": {"GET": LOOK, "POST": EMPTY_LOOK},
    "items/": {"GET": LOOK},
    "items/export/": {"GET": LOOK},
    "items/?office=<slug:code>": {"GET own": LOOK, "GET other": NO_SUCH},
    "todo/": {"GET": LOG},
    "own-burden/<slug:code>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "nil/": {"POST": NO_CELL},
    "nil/month/": {"POST": NO_CELL},
    "nil/withdraw/": {"POST": NO_CELL},
    "price/": {"GET": PRICE, "POST": PRICE},
    "price/reckon/": {"GET": NOT_SO, "POST": EMPTY_PRICE},
    "price/draft/": {"GET": NOT_SO, "POST": EMPTY_PRICE},
    "assessments/": {"GET": LOOK},
    "assessments/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "assessments/<int:pk>/plan/": {"GET own": NOT_SO, "POST own": MAY_PRICE, "POST other": NO_PRICE},
    "log/read/": {"GET": MAY_SEND, "POST": EMPTY},
    "log/verdict/": {"POST": EMPTY},
    "log/meeting/": {"GET": LOG, "POST": EMPTY},
    "series/": {"GET": LOOK},
    "series/confirm/": {"GET": NOT_SO, "POST": MAY_SEND},
    "series/<int:pk>/confirm/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "series/<int:pk>/leave_out/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "series/<int:pk>/end/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "log/document/": {"GET": LOG, "POST": EMPTY},
    "log/inspection/": {"GET": LOG, "POST": EMPTY},
    "imports/": {"GET": LOG, "POST": EMPTY},
    # An upload belongs to whoever handed it in: a colleague of the same office is answered as if there were none.
    "imports/blank/<slug:kind>/": {"GET own": LOG, "GET other": NO_CELL},
    "imports/<uuid:pk>/": {"GET own": LOG, "GET other": NOT_MINE},
    "imports/<uuid:pk>/rows/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/columns/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/reading/": {"GET own": NOT_SO, "POST own": EMPTY, "POST other": NOT_MINE},
    "imports/<uuid:pk>/afresh/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/names/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/store/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/marked/": {"GET own": LOG, "GET other": NOT_MINE},
    "imports/<uuid:pk>/drop/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "batches/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "batches/<int:pk>/undo/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "items/<int:pk>/": {"GET own": LOOK, "GET seen": LOOK, "GET other": NO_SUCH},
    "items/<int:pk>/edit/": {
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": EMPTY, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "items/<int:pk>/withdraw/": {
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": EMPTY, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "items/<int:pk>/restore/": {
        "GET own": NOT_SO, "GET other": NOT_SO,
        "POST own": MAY_SEND, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "explanations/": {"GET": LOOK},
    "explanations/<slug:code>/<slug:kind>/<int:year>/": {
        "GET own": LOOK, "GET other": NO_SUCH, "POST own": MAY_SEND, "POST other": NOT_MINE,
    },
    "explanations/<int:pk>/accept/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "explanations/<int:pk>/return/": {"GET own": NOT_SO, "POST own": EMPTY_SET, "POST other": NO_SET},
    "findings/": {"GET": LOOK},
    "findings/add/": {"GET": MAY_APPROVE, "POST": EMPTY_APPROVE},
    "findings/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "findings/<int:pk>/answer/": {
        # Whoever works at the office answers; those who supervise it do not speak for it.
        "GET own": NOT_SO, "POST own": "login 422 422 422 403 403 403 403 403 login", "POST other": NOT_MINE,
    },
    "findings/<int:pk>/decide/": {"GET own": NOT_SO, "POST own": EMPTY_APPROVE, "POST other": NOT_ITS_DECIDER},
    "findings/<int:pk>/close/": {"GET own": NOT_SO, "POST own": EMPTY_APPROVE, "POST other": NOT_ITS_DECIDER},
    "overruns/": {"GET": LOOK},
    "overruns/add/": {"GET": SET, "POST": EMPTY_SET},
    "overruns/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "overruns/<int:pk>/end/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "presets/": {"GET": LOOK},
    "presets/<slug:preset>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "presets/<slug:preset>/adopt/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "presets/<slug:preset>/targets/": {
        "GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET,
    },
    "adoptions/<int:pk>/end/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "targets/": {"GET": LOOK},
    "targets/add/": {"GET": SET, "POST": EMPTY_SET},
    "targets/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "targets/<int:pk>/delete/": {"GET own": SET, "GET other": NO_SET, "POST own": DELETE, "POST other": NO_SET},
    "targets/<int:pk>/cascade/": {"GET own": NO_SET, "GET other": NO_SET},
    "targets/<int:pk>/cascade/undo/": {"GET own": NO_SET, "GET other": NO_SET, "POST own": NO_SET},
    "groups/": {"GET": LOOK},
    "groups/add/": {"GET": SET, "POST": EMPTY_SET},
    "groups/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "groups/<int:pk>/delete/": {"GET own": SET, "GET other": NO_SET, "POST own": DELETE, "POST other": NO_SET},
    # Whoever may draft may not adopt while offices beyond their area keep a ledger.
    "counting/": {"GET": LOOK},
    "counting/add/": {"GET": SET, "POST": EMPTY_SET},
    "counting/<int:pk>/": {"GET own": SET, "GET other": NO_SUCH},
    "counting/<int:pk>/edit/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "counting/<int:pk>/adopt/": {"GET own": REFUSED, "GET other": NO_SET, "POST own": REFUSED, "POST other": NO_SET},
    "counting/<int:pk>/discard/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "counting/<int:pk>/<slug:kind>/": {
        "GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET,
    },
    "counting/clauses/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "counting/clauses/<int:pk>/move/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "counting/clauses/<int:pk>/remove/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "emergencies/": {"GET": LOOK},
    "emergencies/add/": {"GET": SET, "POST": EMPTY_SET},
    "emergencies/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "emergencies/<int:pk>/end/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "backtest/": {"GET": LOOK},
    "baselines/": {"GET": LOOK},
    "baselines/add/": {"GET": SET, "POST": EMPTY_SET},
    "baselines/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "baselines/<int:pk>/delete/": {"GET own": SET, "GET other": NO_SET, "POST own": DELETE, "POST other": NO_SET},
    "baselines/<int:pk>/lock/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "baselines/<int:pk>/unlock/": {
        "GET own": "login 403 403 403 403 403 403 200 403 login",
        "GET other": "login 403 403 403 403 403 403 404 403 login",
        "POST own": "login 403 403 403 403 403 403 422 403 login",
    },
    "views/": {"GET": LOOK},
    "views/add/": {"GET": SENT_ON, "POST": EMPTY_LOOK},
    "views/restore/": {"GET": NOT_SO, "POST": SENT_ON},
    "views/<int:pk>/": {
        "GET own": LOOK, "GET seen": SET, "GET other": NO_SUCH,
        "POST own": EMPTY_LOOK, "POST seen": EMPTY_SET, "POST other": NO_SUCH,
    },
    "views/<int:pk>/delete/": {"GET own": NOT_SO, "POST own": SENT_ON, "POST seen": DELETE, "POST other": NO_SUCH},
    "items/<int:pk>/chain/": {"GET own": LOOK, "GET seen": LOOK, "GET other": NO_SUCH},
    "items/<int:pk>/parent/": {
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": EMPTY, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "items/<int:pk>/plan-line/": {"GET own": NOT_SO, "POST own": ITS_ISSUER, "POST other": NO_SUCH},
    "admission/": {"GET": LOOK, "POST": EMPTY_LOOK},
    "offsets/<slug:code>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "offsets/<slug:code>/offer/": {"GET own": NOT_SO, "POST own": EMPTY, "POST other": NO_SUCH},
    "offsets/<int:pk>/withdraw/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "offset-answers/": {"GET": LOG},
    "offset-answers/<int:pk>/": {"GET own": NOT_SO, "POST own": ANSWERS, "POST other": NOT_MINE},
    "plans/": {"GET": SENT_ON},
    "plans/<int:year>/": {"GET": LOOK},
    "plans/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "plans/<slug:code>/<int:year>/add/": {
        "GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH,
    },
    "plans/<slug:code>/<int:year>/submit/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "plans/<slug:code>/<int:year>/approve/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NO_SUCH},
    "plans/<slug:code>/<int:year>/blank/": {"GET own": LOG, "GET other": NO_SUCH},
    "plans/<slug:code>/<int:year>/import/": {
        "GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH,
    },
    "plans/<slug:code>/<int:year>/import/store/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/": {"GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/withdraw/": {"GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/approve/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/decline/": {
        "GET own": MAY_APPROVE, "GET other": NO_SUCH, "POST own": EMPTY_APPROVE, "POST other": NO_SUCH,
    },
    "deliveries/<int:pk>/": {
        # What a bureau sent is seen by the bureau; how it landed is told by whoever received it.
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": MAY_SEND, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
}
# fmt: on
