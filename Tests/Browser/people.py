"""Signed-in workers, each in a browser of their own, and how they fill in a page."""
from house import PASSWORD


class Worker:
    def __init__(self, browser, house, username, script):
        self.house = house
        self.username = username
        self.context = browser.new_context(
            java_script_enabled=script, viewport={"width": 1280, "height": 900}, locale="en-GB")
        self.page = self.context.new_page()
        self.refused = []
        self.page.on("console", self.heard)

    def heard(self, message):
        """Errors of the page itself: what the policy forbids, what the script trips over. An answer
        of 4xx, which a form's messages come with, is none."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.refused.append(message.text)

    def sign_in(self):
        self.go("/sign-in")
        self.page.fill("#username", self.username)
        self.page.fill("#password", PASSWORD)
        self.press("Sign in")
        return self

    def go(self, path):
        return self.page.goto(self.house.address + path)

    def press(self, text):
        """Presses the button of these words, or of these first words."""
        button = self.page.get_by_role("button", name=text)
        with self.page.expect_navigation():
            button.first.click()

    def follow(self, text):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=text).first.click()

    def send(self):
        """The main button of the page's form."""
        button = self.page.locator(
            "main form:not(.action-form) button[type=submit]:not([name]):not([formaction])").first
        with self.page.expect_navigation():
            button.click()

    def fill(self, **answers):
        for name, value in answers.items():
            self.answer(name.replace("_", "-"), value)

    def answer(self, name, value):
        """Answers a question by its permanent id, whatever its kind."""
        page = self.page
        if isinstance(value, tuple):
            for part, number in zip(("day", "month", "year"), value):
                page.fill(f"[name='{name}-{part}']", str(number))
            return
        field = page.locator(f"[name='{name}']")
        kind = field.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            values = value if isinstance(value, list) else [value]
            for one in values:
                page.locator(f"[name='{name}'][value='{one}']").check()
        elif page.locator(f"select[name='{name}']").count():
            page.select_option(f"select[name='{name}']", value)
        else:
            field.first.fill(value)

    def path(self):
        return self.page.url.replace(self.house.address, "")

    def close(self):
        self.context.close()
