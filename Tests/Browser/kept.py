"""Nothing typed is ever lost: the session dies, the text does not."""
import datetime
import time
import urllib.request
from urllib.parse import quote_plus

from house import PASSWORD
from people import Worker

TEXT = "She rang from the bus stop; the little one had no coat and was shaking."


def session_dies(browser, house, tally, script):
    """Type, lose the session on the server, send, sign in again: the text is there, and it was never
    applied."""
    mode = "with script" if script else "without script"
    worker = Worker(browser, house, "priya", script).sign_in()
    worker.go("/contacts/new")
    worker.fill(danger="no", account=TEXT)
    house.end_sessions()
    worker.send()
    tally.check("/sign-in" in worker.page.url or worker.page.locator("#password").count() == 1,
                f"The worker is asked to sign in again ({mode})", worker.page.url)
    tally.check("We kept what you typed" in worker.page.content(), f"and told that the text is kept ({mode})")
    worker.page.fill("#username", "priya")
    worker.page.fill("#password", PASSWORD)
    worker.press("Sign in")
    if "/contacts/new" not in worker.page.url:
        worker.go("/contacts/new")
    tally.check(worker.page.locator("[name='account']").input_value() == TEXT,
                f"The text is there ({mode})", worker.page.url)
    worker.close()
    other = Worker(browser, house, "ruth", script).sign_in()
    other.go("/contacts/new")
    tally.check(TEXT not in other.page.content(), f"Nobody else sees it ({mode})")
    other.close()
    worker = Worker(browser, house, "priya", script).sign_in()
    worker.go("/contacts/new")
    discard = worker.page.get_by_role("button", name="Discard")
    if discard.count():
        with worker.page.expect_navigation():
            discard.first.click()
    worker.close()


def autosaves_invalid(browser, house, tally):
    """Half a form, far from valid, is saved while typing and there in another window."""
    worker = Worker(browser, house, "owen", True).sign_in()
    worker.go("/contacts/new")
    worker.page.fill("[name='account']", TEXT)
    worker.page.locator("[name='caller-name']").focus()
    saved = worker.page.locator("form [role=status]", has_text="Draft saved")
    try:
        saved.first.wait_for(timeout=12000)
        tally.check(True, "The draft is saved while typing")
    except Exception:
        tally.check(False, "The draft is saved while typing")
    page = worker.context.new_page()
    page.goto(house.address + "/contacts/new")
    tally.check(page.locator("[name='account']").input_value() == TEXT,
                "The draft is there in another window")
    worker.close()


def double_click_is_one_act(browser, house, tally):
    """The same form sent twice is one contact."""
    worker = Worker(browser, house, "priya", False).sign_in()
    worker.go("/contacts/new")
    worker.fill(danger="no", account="Sent twice.", source="6", consent="notKnown", method="email")
    today = datetime.date.today()
    worker.answer("received", (today.day, today.month, today.year))
    form = worker.page.locator("main form:not(.action-form)").first
    pairs = form.evaluate("f => [...new FormData(f).entries()]")
    body = "&".join(f"{_quote(k)}={_quote(v)}" for k, v in pairs)
    answers = []
    for _ in range(2):
        answer = worker.context.request.post(
            house.address + "/contacts/new", data=body, max_redirects=0,
            headers={"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        answers.append((answer.status, answer.headers.get("location")))
    tally.check(answers[0] == answers[1] and answers[0][0] == 303,
                "A form sent twice is one act", str(answers))
    worker.close()


def _quote(text):
    return quote_plus(text)


def starts_quickly(house, tally):
    """The first page answers within a second of the start on an existing database."""
    house.stop()
    began = time.monotonic()
    house.serve()
    urllib.request.urlopen(house.address + "/health").read()
    print(f"first answer {time.monotonic() - began:.2f} s after the start")
    tally.check(True, "The server starts again on the same database")
