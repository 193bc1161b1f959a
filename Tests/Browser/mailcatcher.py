"""A mail server on loopback that refuses some recipients first, and keeps what it takes."""
import socket
import threading


class Catcher:
    def __init__(self, refusing=0):
        self.refusing = refusing
        self.messages = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self):
        self.listener.close()

    def _listen(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                self._talk(connection, lines)

    def _talk(self, connection, lines):
        def say(text):
            connection.sendall((text + "\r\n").encode())

        say("220 catcher.example ready")
        for line in lines:
            word = line.strip().upper()
            if word.startswith(b"RCPT") and self.refusing:
                self.refusing -= 1
                say("550 nobody here of that name")
            elif word == b"DATA":
                say("354 go on")
                text = []
                for part in lines:
                    if part == b".\r\n":
                        break
                    text.append(part.decode())
                self.messages.append("".join(text))
                say("250 taken")
            elif word == b"QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")
