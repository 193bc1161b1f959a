"""A chronology that reads as a story, the version that goes to court, letters, their PDF, and files that a
scanner looks at first."""
import io
import re
import socketserver
import threading

from pypdf import PdfReader

from house import House
from journey import TODAY, Journey, parts

# What every scanner calls harmful, written so that no scanner finds it in this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Chronicling(Journey):
    """Two siblings with open work; what is looked at on the way there has been looked at before."""

    def run(self):
        self.quiet = True
        contact = self.take_contact()
        children = self.find_or_create(contact)
        self.decide(contact)
        self.check(contact)
        referrals = self.referrals(children)
        self.allocate(referrals)
        self.quiet = False
        child = children[0]
        w = self.worker("leila")
        self.note(w, children)
        self.promote(w, child)
        self.leave_out(w, child)
        self.bring(w, child)
        saved = self.court(w, child)
        self.letter(w, child)
        self.paper(w, saved, child)
        self.upload(w, child)
        for worker in self.workers.values():
            self.expect(not worker.refused, f"{worker.username}: the browser refused nothing") \
                or print("   ", worker.refused[:3])
            worker.close()

    def look(self, worker, name):
        if not self.quiet:
            super().look(worker, name)

    def text(self, w):
        return w.page.locator("main").inner_text()

    def note(self, w, children):
        w.go(f"/notes/new?children={','.join(children)}")
        w.fill(kind="phoneCall", text="Their aunt rang. Both are with her from tonight.",
               purpose="Their aunt rang", happened=parts(TODAY))
        w.send()
        self.expect("/notes/N-" in w.path(), "A note is written for both", w)

    def promote(self, w, child):
        w.go(f"/children/{child}/chronology")
        self.look(w, "The curated chronology")
        self.expect("Their aunt rang" not in self.text(w), "A phone call is no event by itself", w)
        w.go(f"/children/{child}/chronology?show=everything")
        self.look(w, "Everything on the record")
        entry = w.page.locator(".timeline > li", has_text="Phone call: Their aunt rang").first
        with w.page.expect_navigation():
            entry.get_by_role("link", name=re.compile("Add to the significant events")).click()
        self.look(w, "Add to the significant events")
        w.fill(title="Moved to their aunt", effect="")
        w.send()
        self.expect(w.page.title().startswith("Error"), "What it meant must be said", w)
        self.look(w, "An event without its effect")
        w.fill(effect="They slept through the night.")
        other = w.page.locator("main [name='children']")
        self.expect(other.count() == 1, "The brother can be ticked", w)
        other.first.check()
        w.send()
        text = self.text(w)
        self.expect("Moved to their aunt" in text and "They slept through the night." in text,
                    "One click and two fields make an event", w)

    def leave_out(self, w, child):
        with w.page.expect_navigation():
            w.page.get_by_role("link", name=re.compile("^Leave out")).first.click()
        self.look(w, "Leave out of the significant events")
        w.fill(reason="Said better by another entry.")
        w.send()
        w.follow("What was left out (1)")
        self.expect("Said better by another entry." in self.text(w), "What is left out says why", w)
        self.look(w, "What was left out")
        with w.page.expect_navigation():
            w.page.locator(".timeline").get_by_role("link", name=re.compile("^Change")).first.click()
        self.look(w, "One event")
        w.press("Put it back among the significant events")

    def bring(self, w, child):
        w.go(f"/children/{child}/chronology")
        w.follow("Bring in another agency’s chronology")
        rows = ("date,agency,what happened,effect\n"
                "3/2/2021,Thames Police,Officers called at night,They were awake\n"
                "31/2/2021,Thames Police,Called again,\n")
        w.fill(rows=rows, source="police.csv", kind="police")
        w.press("Check it first")
        self.expect("Line 3, column 1" in self.text(w), "Line and column of what is wrong", w)
        self.look(w, "An agency's chronology, checked")
        w.send()
        self.expect(w.page.title().startswith("Error"), "Nothing is stored while a line is wrong", w)
        w.fill(rows=rows.replace("31/2/2021", "4/3/2021"))
        w.send()
        self.expect("From Thames Police (police.csv, line 2)" in self.text(w),
                    "Each event says where it came from", w)
        w.go(f"/children/{child}/chronology/bring/file")
        self.look(w, "A chronology from a file")
        w.page.set_input_files("[name='file']", files=[{
            "name": "health.csv", "mimeType": "text/csv",
            "buffer": b"date,agency,what happened,effect\n5/5/2022,Health visiting,"
                      b"Missed a check,Help began late\n"}])
        w.send()
        self.expect("Missed a check" in self.text(w), "A file is read for checking", w)
        w.fill(kind="health")
        w.send()
        w.go(f"/children/{child}/chronology")
        self.look(w, "A chronology with a long quiet spell")
        self.expect(w.page.locator("figure text", has_text=re.compile("years|months")).count() > 0,
                    "A cut in the scale says how long it is", w)
        sibling = w.page.locator("[name='with']").first.get_attribute("value")
        w.go(f"/children/{child}/chronology?with={sibling}")
        self.look(w, "Brother and sister together")

    def court(self, w, child):
        w.go(f"/children/{child}/chronology")
        w.follow("Save a version for court or conference")
        self.look(w, "A version for court")
        w.fill(purpose="court", title="For the family court")
        w.send()
        found = re.search(r"/documents/(O-\d+)", w.path())
        self.expect(bool(found), "The version is kept", w)
        self.look(w, "A document")
        w.go(f"/children/{child}/chronology")
        self.expect("Nothing has changed since." in self.text(w), "Nothing has changed yet", w)
        w.follow("Add an event")
        self.look(w, "Add an event")
        w.fill(happened=(1, 6, 2023), kind="life", title="Their grandfather died",
               effect="He had cared for them.")
        w.send()
        self.expect("New: Their grandfather died" in self.text(w), "What is new since is listed", w)
        return found.group(1)

    def letter(self, w, child):
        w.go(f"/children/{child}/documents")
        self.look(w, "Documents of a child")
        w.follow("Write a letter or document")
        self.look(w, "Which document")
        w.follow("Letter: an appointment")
        self.look(w, "A letter, empty")
        w.fill(to="Ms Jones", day=parts(TODAY), time="4pm", place="at your home",
               why="To go through what we have written together.")
        w.press("Show how it will read")
        self.expect("Dear Ms Jones" in self.text(w), "A letter is seen as it will read", w)
        self.look(w, "A letter, as it will read")
        w.send()
        self.expect("/documents/O-" in w.path(), "The letter is kept", w)
        w.go(f"/children/{child}/documents/summary")
        self.look(w, "A summary on one page")

    def paper(self, w, saved, child):
        w.go(f"/documents/{saved}")
        w.follow("Open to print")
        self.look(w, "A version on paper")
        w.go(f"/documents/{saved}")
        with w.page.expect_download() as download:
            w.page.get_by_role("link", name="Save as PDF").first.click()
        with open(download.value.path(), "rb") as file:
            pages = [page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages]
        month = TODAY.strftime("%B %Y")
        self.expect(len(pages) > 0 and all(
            f"Aisha {self.family}" in text and f"as at {TODAY.day} {month}" in text
            for text in pages), f"Each of {len(pages)} pages of the PDF says whose it is and of when", w)
        self.expect(any("Officers called at night" in text for text in pages),
                    "The PDF holds the events", w)

    def upload(self, w, child):
        w.go(f"/children/{child}/documents/bring")
        self.look(w, "Add a file")
        w.fill(title="Letter from the school", **{"from": "Hill School"})
        w.page.set_input_files("[name='file']", files=[{
            "name": "letter.txt", "mimeType": "text/plain", "buffer": b"Both were late."}])
        w.send()
        self.expect("/documents/O-" in w.path(), "The file is kept", w)
        self.look(w, "A file that was added")
        with w.page.expect_download() as download:
            w.page.get_by_role("link", name="Save the file to your computer").click()
        with open(download.value.path(), "rb") as file:
            self.expect(file.read() == b"Both were late.", "The file is what was sent", w)


class Scanner(socketserver.ThreadingTCPServer):
    """Speaks INSTREAM as clamd does, and calls the test file harmful."""
    allow_reuse_address = True
    daemon_threads = True

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            if self.rfile.read(10) != b"zINSTREAM\0":
                return
            content = b""
            while length := int.from_bytes(self.rfile.read(4), "big"):
                content += self.rfile.read(length)
            found = EICAR in content
            self.wfile.write(b"stream: Eicar-Test FOUND\0" if found else b"stream: OK\0")


def scanned(browser, checks, tally, script):
    """A file goes to clamd before it is kept: clean ones open, a harmful one is not taken."""
    scanner = Scanner(("127.0.0.1", 0), Scanner.Handler)
    threading.Thread(target=scanner.serve_forever, daemon=True).start()
    house = House()
    house.extra = ["--scanner", f"clamd:127.0.0.1:{scanner.server_address[1]}"]
    try:
        house.start()
        journey = Chronicling(browser, house, checks, tally, script, "Trevean")
        journey.quiet = True
        contact = journey.take_contact()
        children = journey.find_or_create(contact)
        journey.decide(contact)
        journey.check(contact)
        journey.allocate(journey.referrals(children))
        w = journey.worker("leila")
        path = f"/children/{children[0]}/documents/bring"
        for content, words in ((EICAR, "found something harmful in it (Eicar-Test)"),
                               (b"Both were late.", "Letter from the school")):
            w.go(path)
            w.fill(title="Letter from the school", **{"from": "Hill School"})
            w.page.set_input_files("[name='file']", files=[{
                "name": "letter.txt", "mimeType": "text/plain", "buffer": content}])
            w.send()
            tally.check(words in w.page.content(), f"clamd was asked: {words}", w.page.url)
        for worker in journey.workers.values():
            worker.close()
    finally:
        house.clean()
        scanner.shutdown()
