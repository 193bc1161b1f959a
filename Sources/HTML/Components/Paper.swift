extension Page {
  /// The page as a file by itself, for whatever makes paper of it: what is printed of the page and
  /// nothing else, its style within it, and nothing in it that would be asked for elsewhere.
  package func renderForPaper() -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language)" data-theme="light">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'">
    <title>\(heading)</title>
    <style>\(HTML(raw: Assets.css))</style>
    </head>
    <body>
    \(printHeader.map { "<div class=\"print-header\"><span>\($0)</span></div>" } as HTML?)
    <div class="page"><main class="work"><h1>\(heading)</h1>
    \(main)
    </main></div>
    </body>
    </html>
    """
  }
}
