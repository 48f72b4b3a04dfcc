"""The pages of convocations beside their operations (parity.py)."""


def _letters(name):
    return {
        f"governance:{name}-table": f"GET {name}-deliveries",
        f"governance:{name}-make": f"POST {name}-letters",
        f"governance:{name}-posted": f"POST {name}-letters-posted",
        f"governance:{name}-post-table": f"GET {name}-letters-to-post",
        f"governance:{name}-retry": f"POST {name}-letters-retry",
        f"governance:{name}-zip": f"GET {name}-letters-zip",
        f"governance:{name}-post-zip": f"GET {name}-letters-post-zip",
    }


CONVOCATIONS = {
    "governance:convocation": "GET convocation, GET convocation-letters",
    **_letters("convocation"),
    "governance:convene": "POST convene",
    "governance:convocation-preview": "GET convocation-preview",
    "governance:hall-notice": "GET hall-notice",
    "governance:my-convocation": "GET my-convocation",
    "governance:convocation-letter": "GET convocation-letter",
    "governance:call-off": "POST call-off",
    "governance:called-off": "GET called-off-letters, GET called-off-deliveries",
    **_letters("called-off"),
    "governance:cancellation-letter": "GET cancellation-letter",
    "governance:second-session": "POST second-session",
    "governance:new-meeting": "POST new-meeting",
}
