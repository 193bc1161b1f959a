"""A form sent through the portal: by anybody, who may have to leave at once, and by a professional;
then what the referral unit makes of it."""
import re
import struct
import zlib

from people import Worker


def picture():
    """One red point, as a real PNG with a comment in it."""
    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data
                + struct.pack(">I", zlib.crc32(name + data)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0Taken at home")
            + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b""))


class Sending:
    def __init__(self, browser, house, checks, tally, script, family):
        self.browser, self.house = browser, house
        self.checks, self.tally = checks, tally
        self.script, self.family = script, family
        self.mode = "with script" if script else "without script"

    def look(self, visitor, name):
        self.checks.page(visitor.page, f"{name} ({self.mode})", modes=self.script)

    def expect(self, holds, words, visitor):
        return self.tally.check(holds, f"{words} ({self.mode})", visitor.page.url)

    def text(self, visitor):
        return visitor.page.locator("main").inner_text()

    def run(self):
        anybody = Worker(self.browser, self.house.portal, "anybody", self.script)
        reference, code = self.tells(anybody)
        self.looks_later(reference, code)
        self.leaves(anybody)
        partner = Worker(self.browser, self.house.portal, "partner", self.script)
        self.refers(partner)
        worker = Worker(self.browser, self.house, "priya", self.script).sign_in()
        self.is_read(worker, reference)
        for one in (anybody, partner, worker):
            self.expect(not one.refused,
                        f"{one.username}: the browser refused nothing {one.refused[:3]}", one)
            one.close()

    def tells(self, w):
        w.go("/tell-us")
        self.look(w, "Tell us")
        w.page.keyboard.press("Tab")
        first = w.page.evaluate("document.activeElement.textContent")
        self.expect(first == "Exit this page", f"The way out comes first, not {first}", w)
        w.follow("Start now")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Danger is asked first", w)
        self.look(w, "Is a child in danger, not answered")
        w.fill(danger="notKnown")
        w.send()
        self.look(w, "What is happening")
        w.fill(worry="I hear crying next door, most evenings.\u202e <b>bold</b>")
        w.press("Save and come back later")
        self.look(w, "What you typed is kept")
        code = re.search(r"\w{4}(-\w{4}){4}", self.text(w)).group(0)
        w.context.clear_cookies()
        w.go("/tell-us/go-on")
        w.fill(code="2222-2222-2222-2222-2222")
        w.send()
        self.expect(w.page.title().startswith("Error"), "A wrong code opens nothing", w)
        self.look(w, "A wrong return code")
        w.fill(code=code.lower())
        w.send()
        self.expect("crying next door" in self.text(w), "The code brings back what was typed", w)
        w.page.locator("#missing a", has_text="which child").click()
        w.page.wait_for_load_state()
        w.fill(child_1_given="Tamsin", child_1_family=self.family)
        w.press("Add another child")
        w.fill(child_2_age="a baby", address="3 Long Row", postcode="ZZ7 4AA")
        self.look(w, "Which child is it")
        w.send()
        w.follow("Add or remove files")
        w.page.set_input_files("#file", {
            "name": "drawing.pdf", "mimeType": "application/pdf", "buffer": b"MZ no pdf"})
        w.press("Add this file")
        self.expect(w.page.title().startswith("Error"), "A deceiving file is refused", w)
        self.look(w, "A file that is refused")
        w.page.set_input_files("#file", {
            "name": "large.txt", "mimeType": "text/plain", "buffer": b"a" * (11 << 20)})
        w.press("Add this file")
        self.expect("10 MB or smaller" in self.text(w), "11 MB are refused with words", w)
        w.page.set_input_files("#file", {
            "name": "drawing.png", "mimeType": "image/png", "buffer": picture()})
        w.press("Add this file")
        self.expect("drawing.png" in self.text(w), "The picture is kept", w)
        self.look(w, "Files")
        w.follow("Continue")
        for _ in range(6):
            missing = w.page.locator("#missing a")
            if not missing.count():
                break
            missing.first.click()
            w.page.wait_for_load_state()
            if w.page.locator("[name=told]").count():
                w.fill(told="no")
            if w.page.locator("[name=reply]").count():
                w.fill(source="9", reply="notAtAll")
                self.look(w, "About you, if you want to say")
            w.send()
        self.look(w, "Check your answers")
        w.send()
        self.expect("/sent" in w.path(), "It is sent", w)
        self.look(w, "We have received it")
        text = self.text(w)
        self.expect(code in text, "The return code is said once more", w)
        return re.search(r"\b\w{4}-\w{4}-\w{2}\b", text).group(0), code

    def refers(self, w):
        """A professional signs in by a code and fills in the longer form."""
        email = f"jan@{self.family.lower()}.school.example"
        w.go("/send")
        w.fill(email=email)
        w.send()
        letter = self.house.letters(f"<{email}>")[-1]
        w.fill(code=" ".join(re.search(r"code is (\d{4}) (\d{4})", letter).groups()))
        w.send()
        self.expect(w.path() == "/send", "Signing in leads back to the form", w)
        self.look(w, "Tell us about a child in your work")
        w.follow("Start now")
        w.fill(danger="yes", danger_action="Rang 999 at ten past two. She is with me")
        w.send()
        self.expect("Ring 999 now" in self.text(w) or "Ring 999 now" in w.page.content(),
                    "First ring", w)
        self.look(w, "Ring 999 now")
        w.follow("Go on")
        w.fill(name="Jan Hocking", job="Head of year", agency="Hill School", source="2A",
               phone="01632 960177")
        self.look(w, "About you")
        w.send()
        w.fill(child_1_given="Demelza", child_1_family="Retallick",
               child_1_birth=(14, 3, 2017), adult_1_given="Lena", adult_1_relation="Mother")
        w.send()
        w.page.locator("summary").first.click()
        self.look(w, "What worries you, with the levels of need")
        w.fill(worry="Bruises on both arms.")
        w.send()
        for name in ("going-well", "done", "child-says"):
            self.look(w, name)
            w.answer(name, "She told me.")
            w.send()
        w.fill(told="no", agreed="notKnown")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Why not is asked", w)
        self.look(w, "Does the family know")
        w.fill(consent_words="It would put her at risk.")
        w.send()
        self.expect(not w.page.locator("#missing").count(), "Nothing is missing", w)
        w.send()
        self.look(w, "We have received it, a professional")
        w.follow("See how it stands")
        self.look(w, "How it stands, a professional")
        w.follow("What you sent")
        self.look(w, "What you sent")
        receipt = self.house.letters("We have received your referral")
        self.expect(bool(receipt) and "Demelza" not in receipt[-1], "A receipt names nobody", w)

    def looks_later(self, reference, code):
        w = Worker(self.browser, self.house.portal, "later", self.script)
        w.go("/tell-us/status")
        w.fill(reference=reference, code="2222-2222-2222-2222-2222")
        w.send()
        self.expect(w.page.title().startswith("Error"), "A reference alone tells nothing", w)
        w.fill(reference=reference, code=code)
        w.send()
        self.expect("Received" in self.text(w), "Both show how it stands", w)
        self.look(w, "How it stands")
        w.close()

    def leaves(self, w):
        """Three times Escape, or the link: the page is gone and Back shows nothing of it."""
        w.go("/tell-us/begin")
        w.fill(danger="no")
        w.send()
        kept = w.path()
        with w.page.expect_request(lambda asked: asked.url.startswith("https://")) as left:
            if self.script:
                for _ in range(3):
                    w.page.keyboard.press("Escape")
            else:
                w.page.locator("[data-exit]").click(no_wait_after=True)
        self.expect(bool(left.value), "The way out leads elsewhere", w)
        w.page.wait_for_timeout(1500)
        w.page = w.context.new_page()
        w.go(kept)
        self.expect(w.path() == "/tell-us/go-on", "What was typed is shut away", w)

    def is_read(self, w, reference):
        w.go("/front-door")
        self.expect(self.family in self.text(w), "It stands on the board", w)
        # The first that came to this house.
        w.go("/contacts/C-1")
        self.look(w, "A contact from the portal")
        w.follow("Form M-")
        text = self.text(w)
        self.expect("<b>bold</b>" in text and "\u202e" not in text, "The words stand as words", w)
        self.look(w, "What the referrer sent")
        with w.page.expect_download() as download:
            w.page.get_by_role("link", name="drawing.png").click()
        content = open(download.value.path(), "rb").read()
        self.expect(content.startswith(b"\x89PNG") and b"Taken at home" not in content,
                    "The picture is saved, without what the camera wrote", w)
