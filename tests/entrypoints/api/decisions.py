"""Who may do what: one row for each target of each operation, one column for each role.

Columns, in order:

    a  anonymous      shows nothing
    n  nobody         has signed in and belongs nowhere
    m  member         of the firm «own»
    A  administrator  of the firm «own»
    s  stranger       administrator of the firm «other»
    c  coordinator    of the chamber in whose region «own» is
    C  chamber        administrator of the same chamber
    e  elsewhere      administrator of the chamber in whose region «other» and «hidden» are
    o  operator       has signed in
    r  reader         the key of an operator that was made for reading

Cells: `+` done, sent on (302), or refused for what was sent (409, 412, 422); `1` 401 who are
you; `3` 403 you see it and may not; `4` 404 it is not there, or not for you.

Targets: `own` and `other` as above; `hidden` a firm that hides from «own»; `missing` nothing.
Of organisations also the chamber of «own» and the platform. "" where there is nothing to choose.
"""

ROLES = (
    *("anonymous", "nobody", "member", "administrator", "stranger"),
    *("coordinator", "chamber", "elsewhere", "operator", "reader"),
)

# What nobody of the test can do: it takes a sign-in that waits for its second factor, a provider
# outside, and a form where everything else is JSON.
DONE_BY_NOBODY = {"showSecondFactor", "goToProvider", "stopDigestByMailbox"}

DECISIONS: dict[str, dict[str, str]] = {
    #   a n m A s c C e o r
    "search": {"": "+ + + + + + + + + +"},
    "searchNeed": {"": "+ + + + + + + + + +"},
    "listFirms": {"": "+ + + + + + + + + +"},
    "createFirm": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
    },
    "getFirm": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "hidden": "4 4 4 4 + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "updateFirm": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteFirm": {
        "own": "1 3 3 + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listCapabilities": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "hidden": "4 4 4 4 + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "createCapability": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getCapability": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "hidden": "4 4 4 4 + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "updateCapability": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteCapability": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listNeeds": {"": "+ + + + + + + + + +"},
    "createNeed": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 + + + 3 3 3 + + 3",
        "missing": "1 + + + + + + + + 3",
    },
    "getNeed": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "hidden": "4 4 4 4 + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "updateNeed": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteNeed": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "matchesForNeed": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "hidden": "4 4 4 4 + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "listPartners": {
        "own": "1 3 + + 3 + + 3 + +",
        "other": "1 3 3 3 + 3 3 + + +",
        "hidden": "1 4 4 4 3 3 3 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "comparePartner": {
        "own": "1 3 + + 3 + + 3 + +",
        "other": "1 3 3 3 + 3 3 + + +",
        "hidden": "1 4 4 4 3 3 3 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "listSuggestions": {
        "own": "1 3 + + 3 + + 3 + +",
        "other": "1 3 3 3 + 3 3 + + +",
        "hidden": "1 4 4 4 3 3 3 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "pauseSuggestions": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "answerSuggestion": {
        "own": "1 4 + + 4 4 4 4 4 3",
        "other": "1 4 4 4 + 4 4 4 4 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listExposureAudits": {"": "1 3 3 3 3 + + + + +"},
    "getExposureAudit": {"": "1 3 3 3 3 + + + + +"},
    "makeSuggestions": {"": "1 3 3 3 3 3 3 3 + 3"},
    "getFirmDisclosure": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "putFirmDisclosure": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "previewFirm": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getNeedDisclosure": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "putNeedDisclosure": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listClusters": {"": "+ + + + + + + + + +"},
    "createCluster": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
    },
    "getCluster": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "updateCluster": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
        "missing": "1 3 3 3 3 4 4 4 4 3",
    },
    "deleteCluster": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
        "missing": "1 3 3 3 3 4 4 4 4 3",
    },
    "getLexicon": {"": "+ + + + + + + + + +"},
    "listConcepts": {"": "+ + + + + + + + + +"},
    "getConcept": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "putConcept": {
        "own": "1 3 3 3 3 + + + + 3",
        "other": "1 3 3 3 3 + + + + 3",
        "missing": "1 3 3 3 3 + + + + 3",
    },
    "leaveOutConcept": {
        "own": "1 3 3 3 3 + + + + 3",
        "other": "1 3 3 3 3 + + + + 3",
        "missing": "1 3 3 3 3 4 4 4 4 3",
    },
    "restoreConcept": {
        "own": "1 3 3 3 3 + + + + 3",
        "other": "1 3 3 3 3 4 4 4 4 3",
        "missing": "1 3 3 3 3 4 4 4 4 3",
    },
    "listCorrections": {"": "1 3 3 3 3 3 3 3 + +"},
    "createCorrection": {"": "+ + + + + + + + + +"},
    "healthz": {"": "+ + + + + + + + + +"},
    "readyz": {"": "+ + + + + + + + + +"},
    "metrics": {"": "+ + + + + + + + + +"},
    "askForLink": {"": "+ + + + + + + + + +"},
    "redeemLink": {"": "+ + + + + + + + + +"},
    "signInByPassword": {"": "+ + + + + + + + + +"},
    "goToProvider": {"": "4 4 4 4 4 4 4 4 4 4"},
    "returnFromProvider": {"": "+ + + + + + + + + +"},
    "showSecondFactor": {"": "1 1 1 1 1 1 1 1 1 1"},
    "acceptInvitation": {"": "+ + + + + + + + + +"},
    "signOut": {"": "+ + + + + + + + + +"},
    "signOutEverywhere": {"": "1 + + + + + + + + 3"},
    "getMe": {"": "+ + + + + + + + + +"},
    "deleteMe": {"": "1 + + + + + + + + 3"},
    "updateMe": {"": "1 + + + + + + + + 3"},
    "exportMe": {"": "1 + + + + + + + + 3"},
    "agreeToTerms": {"": "1 + + + + + + + + 3"},
    "getDigestPreference": {"": "1 + + + + + + + + 3"},
    "putDigestPreference": {"": "1 + + + + + + + + 3"},
    "getTap": {"": "+ + + + + + + + + +"},
    "answerTap": {"": "+ + + + + + + + + +"},
    "stopDigest": {"": "+ + + + + + + + + +"},
    "stopDigestByMailbox": {"": "+ + + + + + + + + +"},
    "digestReport": {
        "own": "1 3 3 3 3 + + 3 + +",
        "other": "1 3 3 3 3 3 3 + + +",
    },
    "previewDigest": {"": "1 4 + + + 4 4 4 4 4"},
    "previewFirmDigest": {
        "own": "1 3 + + 3 + + 3 + +",
        "other": "1 3 3 3 + 3 3 + + +",
        "hidden": "1 4 4 4 3 3 3 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "listSessions": {"": "1 + + + + + + + + 3"},
    "endSession": {
        "own": "1 + + + + + + + + 3",
        "other": "1 4 4 4 + 4 4 4 4 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "setPassword": {"": "1 + + + + + + + + 3"},
    "confirmSecondFactor": {"": "1 4 + 4 4 4 4 4 4 3"},
    "beginSecondFactor": {"": "1 + + + + + + + + 3"},
    "removeSecondFactor": {"": "1 4 + 4 + 4 4 4 4 3"},
    "listPeople": {
        "own": "1 4 + + 4 4 + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "chamber": "1 4 4 4 4 + + 4 + +",
        "platform": "1 4 4 4 4 4 4 4 + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "invitePerson": {
        "own": "1 4 3 + 4 4 + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "chamber": "1 4 4 4 4 3 + 4 + 3",
        "platform": "1 4 4 4 4 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "withdrawInvitation": {
        "own": "1 4 3 + 4 4 + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "chamber": "1 4 4 4 4 3 + 4 + 3",
        "platform": "1 4 4 4 4 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "updateRole": {
        "own": "1 4 3 + 4 4 + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "chamber": "1 4 4 4 4 3 + 4 + 3",
        "platform": "1 4 4 4 4 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "removePerson": {
        "own": "1 4 3 + 4 4 + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "chamber": "1 4 4 4 4 3 + 4 + 3",
        "platform": "1 4 4 4 4 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listChambers": {"": "+ + + + + + + + + +"},
    "createChamber": {"": "1 3 3 3 3 3 3 3 + 3"},
    "getChamber": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "updateChamber": {
        "own": "1 3 3 3 3 3 + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteChamber": {
        "own": "1 3 3 3 3 3 3 3 + 3",
        "other": "1 3 3 3 3 3 3 3 + 3",
        "empty": "1 3 3 3 3 3 3 3 + 3",
        "missing": "1 3 3 3 3 3 3 3 4 3",
    },
    "listKeys": {"": "1 + + + + + + + + +"},
    "createKey": {
        "own": "1 4 + + 4 4 4 4 4 3",
        "other": "1 4 4 4 + 4 4 4 4 3",
    },
    "rotateKey": {
        "own": "1 4 + + + + + + + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "revokeKey": {
        "own": "1 4 + + + + + + + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listOrganisationKeys": {
        "own": "1 3 3 + 3 3 3 3 + 3",
        "other": "1 3 3 3 + 3 3 3 + 3",
        "chamber": "1 3 3 3 3 3 + 3 + 3",
        "platform": "1 3 3 3 3 3 3 3 + 3",
        "missing": "1 3 3 3 3 3 3 3 4 3",
    },
    "revokeOrganisationKey": {
        "own": "1 3 3 + 3 3 3 3 + 3",
        "other": "1 3 3 3 + 3 3 3 + 3",
        "chamber": "1 3 3 3 3 3 + 3 + 3",
        "platform": "1 3 3 3 3 3 3 3 + 3",
        "missing": "1 3 3 3 3 3 3 3 4 3",
    },
    "listAudit": {"": "1 + + + + + + + + +"},
    "exportAudit": {"": "1 + + + + + + + + +"},
    "getContact": {
        "own": "1 4 + + 4 + + + + +",
        "other": "1 4 4 4 + + + + + +",
        "hidden": "1 4 4 4 4 + + + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "putContact": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteContact": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getSuccession": {
        "own": "1 4 + + 4 + + + + +",
        "other": "1 4 4 4 + + + + + +",
        "hidden": "1 4 4 4 4 + + + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "putSuccession": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteSuccession": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getNetworkRole": {
        "own": "1 4 + + 4 + + + + +",
        "other": "1 4 4 4 + + + + + +",
        "hidden": "1 4 4 4 4 + + + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "putNetworkRole": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
        "hidden": "1 3 3 3 3 3 3 + + 3",
        "missing": "1 3 3 3 3 4 4 4 4 3",
    },
    "getVerification": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "hidden": "4 4 4 4 + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "createVerification": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
        "hidden": "1 3 3 3 3 3 3 + + 3",
        "missing": "1 3 3 3 3 4 4 4 4 3",
    },
    "withdrawConsent": {
        "own": "1 3 3 + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getProfileSheet": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "hidden": "1 4 4 4 4 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "createProxyRegistration": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
    },
    "listProxyRegistrations": {
        "own": "1 3 3 3 3 + + + + +",
        "other": "1 3 3 3 3 + + + + +",
        "missing": "1 3 3 3 3 4 4 4 4 4",
    },
    "getProxyRegistration": {
        "own": "1 4 4 4 4 + + 4 + +",
        "other": "1 4 4 4 4 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "deleteProxyRegistration": {
        "own": "1 4 4 4 4 + + 4 + 3",
        "other": "1 4 4 4 4 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "renewConfirmationLink": {
        "own": "1 4 4 4 4 + + 4 + 3",
        "other": "1 4 4 4 4 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "recordReturnedSlip": {
        "own": "1 4 4 4 4 + + 4 + 3",
        "other": "1 4 4 4 4 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getDraftSheet": {
        "own": "1 4 4 4 4 + + 4 + +",
        "other": "1 4 4 4 4 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "getConfirmation": {
        "own": "+ + + + + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "confirmRegistration": {
        "own": "+ + + + + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "listSuccessionRisks": {
        "own": "1 3 3 3 3 + + + + +",
        "other": "1 3 3 3 3 + + + + +",
        "missing": "1 3 3 3 3 4 4 4 4 4",
    },
    "listCompleteness": {
        "own": "1 3 3 3 3 + + + + +",
        "other": "1 3 3 3 3 + + + + +",
        "missing": "1 3 3 3 3 4 4 4 4 4",
    },
    "listSilentFirms": {
        "own": "1 3 3 3 3 + + + + +",
        "other": "1 3 3 3 3 + + + + +",
        "missing": "1 3 3 3 3 4 4 4 4 4",
    },
    "listIntroductions": {
        "own": "1 + + + + + + + + +",
        "other": "1 + + + + + + + + +",
        "missing": "1 + + + + + + + + +",
    },
    "createIntroduction": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
    },
    "getOverlooked": {
        "own": "1 3 + + 3 + + 3 + +",
        "other": "1 3 3 3 + 3 3 + + +",
        "hidden": "1 4 4 4 3 3 3 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "listGatherings": {"": "1 + + + + + + + + +"},
    "planGathering": {
        "own": "1 3 3 3 3 + + 3 + 3",
        "other": "1 3 3 3 3 3 3 + + 3",
    },
    "getGathering": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "printGathering": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "holdGathering": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "callOffGathering": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listReminders": {"": "1 3 3 3 3 + + + + +"},
    "getIntroduction": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "updateIntroduction": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listIntroductionEvents": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "moveIntroduction": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "answerIntroduction": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "settleTerm": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "recordReadiness": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "handOverIntroduction": {
        "own": "1 4 3 3 4 + + 4 + 3",
        "other": "1 4 4 4 3 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "acceptIntroduction": {
        "own": "1 4 3 3 4 + + 3 + 3",
        "other": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "recordOutcome": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "releaseField": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "revokeRelease": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "respondToMatch": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "hidden": "1 4 4 4 3 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listMatchResponses": {
        "own": "1 3 3 3 3 + + + + +",
        "other": "1 3 3 3 3 + + + + +",
        "hidden": "1 3 3 3 3 + + + + +",
        "missing": "1 3 3 3 3 4 4 4 4 4",
    },
    "yearlyReport": {
        "own": "1 3 3 3 3 + + 3 + +",
        "other": "1 3 3 3 3 3 3 + + +",
    },
    "searchNeeds": {"": "1 + + + + + + + + +"},
    "listChanges": {"": "+ + + + + + + + + +"},
    "exportFirms": {"": "+ + + + + + + + + +"},
    "exportNeeds": {"": "+ + + + + + + + + +"},
    "listWebhooks": {
        "own": "1 3 3 + 3 3 3 3 + 3",
        "other": "1 3 3 3 + 3 3 3 + 3",
        "chamber": "1 3 3 3 3 3 + 3 + 3",
        "missing": "1 3 3 3 3 3 3 3 4 3",
    },
    "createWebhook": {
        "own": "1 3 3 + 3 3 3 3 + 3",
        "other": "1 3 3 3 + 3 3 3 + 3",
        "chamber": "1 3 3 3 3 3 + 3 + 3",
        "missing": "1 3 3 3 3 3 3 3 4 3",
    },
    "getWebhook": {
        "own": "1 4 4 + 4 4 4 4 + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "updateWebhook": {
        "own": "1 4 4 + 4 4 4 4 + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteWebhook": {
        "own": "1 4 4 + 4 4 4 4 + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listDeliveries": {
        "own": "1 4 4 + 4 4 4 4 + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "testWebhook": {
        "own": "1 4 4 + 4 4 4 4 + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "rotateWebhook": {
        "own": "1 4 4 + 4 4 4 4 + 3",
        "other": "1 4 4 4 + 4 4 4 + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "assessCase": {"": "+ + + + + + + + + +"},
    "getCaseSchema": {"": "+ + + + + + + + + +"},
    "listCaseExamples": {"": "+ + + + + + + + + +"},
    "getCaseExample": {
        "own": "+ + + + + + + + + +",
        "other": "4 4 4 4 4 4 4 4 4 4",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "listCases": {"": "1 + + + + + + + + +"},
    "listCaseNotices": {"": "1 + + + + + + + + +"},
    "createCase": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        "chamber": "1 3 3 3 3 + + 3 + 3",
        "missing": "1 + + + + + + + + 3",
    },
    "getCase": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "getCaseAssessment": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "askWhatIf": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "findAlternatives": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "getJob": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "getPlan": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "getProposal": {
        "own": "1 4 + + 4 + + 4 + +",
        "other": "1 4 4 4 + 4 4 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
    "writePlan": {"": "+ + + + + + + + + +"},
    "replaceCase": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "deleteCase": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "takeAlternative": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "postCaseNeed": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "startPortfolio": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "cancelJob": {
        "own": "1 4 + + 4 + + 4 + 3",
        "other": "1 4 4 4 + 4 4 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "listTies": {"": "+ + + + + + + + + +"},
    "createTie": {
        "own": "1 3 + + 3 + + 3 + 3",
        "other": "1 3 3 3 + 3 3 + + 3",
        # Who may not see a firm is told that there is none; who sees it, that it is not theirs.
        "hidden": "1 + + + 3 3 3 + + 3",
        "missing": "1 + + + + + + + + 3",
    },
    "deleteTie": {
        "own": "1 4 + + 4 + + 3 + 3",
        "other": "1 4 4 4 + 3 3 + + 3",
        "missing": "1 4 4 4 4 4 4 4 4 3",
    },
    "getFixation": {"": "1 3 3 3 3 + + + + +"},
    "getGraph": {"": "+ + + + + + + + + +"},
    **{
        # Figures without names: any coordinator reads those of any cluster.
        name: {
            "own": "1 3 3 3 3 + + + + +",
            "other": "1 3 3 3 3 + + + + +",
            "missing": "1 3 3 3 3 4 4 4 4 4",
        }
        for name in ("getClusterFixation", "getClusterReport", "tryTies")
    },
    "getClusterGraph": {
        "own": "+ + + + + + + + + +",
        "other": "+ + + + + + + + + +",
        "missing": "4 4 4 4 4 4 4 4 4 4",
    },
    "getFirmFixation": {
        "own": "1 3 + + 3 + + 3 + +",
        "other": "1 3 3 3 + 3 3 + + +",
        "hidden": "1 4 4 4 3 3 3 + + +",
        "missing": "1 4 4 4 4 4 4 4 4 4",
    },
}
