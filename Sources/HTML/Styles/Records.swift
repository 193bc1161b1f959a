extension Stylesheet {
  /// A child, their clocks and their words.
  static let records = #"""
    .identity{background:var(--canvas);border-bottom:1px solid var(--line-strong)}
    .identity-row{padding-block:.625rem}
    .identity-name{margin:0 0 .25rem;font-size:1.25rem;font-weight:700}
    .identity-name .tag{font-size:.875rem;vertical-align:.1em}
    .identity dl{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:0;font-size:.9375rem}
    .identity dl>div{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .375rem}
    .identity .button-link{font-weight:400;min-height:1.5rem;padding-block:0}
    .identity dt{color:var(--ink-2)}
    .identity dd{margin:0;font-weight:600}
    .identity .unknown{font-weight:400}
    @media(min-height:40rem) and (min-width:48rem){
      .identity{position:sticky;top:0;z-index:2}
      html:has(.identity){scroll-padding-top:12rem}
    }
    .alerts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding-block:.5rem;
      border-top:1px solid var(--line)}
    .alerts ul{margin:0;padding:0;list-style:none}
    .alerts li{margin:0;padding-left:.625rem;border-left:4px solid var(--warn-rule)}
    .alerts li+li{margin-top:.25rem}
    .tag{display:inline-block;padding:.0625rem .5rem;border:1px solid transparent;
      border-radius:3px;background:var(--neutral-tint);color:var(--ink);font-size:.9375rem;
      font-weight:600;line-height:1.5}
    .tag-info{background:var(--info-tint);color:var(--info)}
    .tag-good{background:var(--good-tint);color:var(--good)}
    .tag-warn{background:var(--warn-tint);color:var(--warn)}
    .tag-danger{background:var(--danger-tint);color:var(--danger)}
    .tag-special{background:var(--special-tint);color:var(--special)}
    .clock,.card{margin-bottom:1.5rem;background:var(--paper);border:1px solid var(--line);
      border-radius:4px}
    .clock{padding:.875rem 1rem;border-left:6px solid var(--line-strong)}
    .clock h3{margin:0;font-size:1.125rem}
    .clock p{margin:0 0 .5rem}
    .clock .clock-position{margin:0 0 .25rem;color:var(--ink-2)}
    .clock details{margin:0}
    .clock-soon,.clock-today{border-left-color:var(--warn-rule)}
    .clock-late{border-left-color:var(--danger)}
    .sum{padding-left:1.125rem;font-size:.9375rem}
    .progress{display:block;width:100%;height:.5rem;margin-bottom:.5rem}
    .progress-all{fill:var(--neutral-tint)}
    .progress-done{fill:var(--line-strong)}
    .progress-limit{fill:var(--ink)}
    .progress-soon .progress-done,.progress-today .progress-done{fill:var(--warn-rule)}
    .progress-late .progress-done{fill:var(--danger)}
    .quote{margin:0 0 1.5rem;padding-left:1.25rem;border-left:4px solid var(--button)}
    .quote blockquote{margin:0}
    .quote blockquote p{margin:0 0 .25rem;font-size:1.1875rem;white-space:pre-wrap}
    .quote blockquote p::before{content:"“"}
    .quote blockquote p::after{content:"”"}
    .quote figcaption{color:var(--ink-2);font-size:.9375rem}
    .figure{margin:0 0 1rem}
    .figure h3{max-width:70ch}
    .figure svg{display:block;width:100%;min-width:30rem;max-width:40rem;height:auto;
      background:var(--chart-plate);color:var(--chart-ink);font-size:16px;
      font-family:"Helvetica Neue",Helvetica,Arial,sans-serif}
    .figure svg text{fill:var(--chart-ink)}
    .chart-1{fill:var(--chart-1)}
    .chart-2{fill:var(--chart-2)}
    .chart-3{fill:var(--chart-3)}
    .chart-4{fill:var(--chart-4)}
    .chart-5{fill:var(--chart-5)}
    .chart-6{fill:var(--chart-6)}
    .process-common{fill:var(--process-common)}
    .process-concern{fill:var(--process-concern)}
    .process-improvement{fill:var(--process-improvement)}
    .figure figcaption{margin-top:.5rem;color:var(--ink-2);font-size:.9375rem;max-width:70ch}
    """#

  /// Lists and tables.
  static let lists = #"""
    .summary{margin:0 0 1.5rem}
    .summary-row{display:grid;grid-template-columns:minmax(8rem,30%) minmax(0,1fr) auto;
      gap:0 1.25rem;padding:.625rem 0;border-bottom:1px solid var(--line)}
    .compact .summary-row{padding:.375rem 0}
    .summary dt{font-weight:600}
    .summary dd{margin:0;min-width:0;overflow-wrap:anywhere}
    .summary dd>:last-child{margin-bottom:0}
    .summary-change a{display:inline-block;min-height:1.5rem}
    .card{overflow:clip}
    .card-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;
      gap:.25rem 1.5rem;padding:.625rem 1rem;background:var(--canvas);
      border-bottom:1px solid var(--line)}
    .card-head h2,.card-head h3{margin:0;font-size:1.25rem}
    .card-actions{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;
      list-style:none}
    .card-actions li{margin:0}
    .card-body{padding:1rem}
    .card-body>:last-child{margin-bottom:0}
    .card-body>.summary{margin-top:-.625rem}
    .card-body>.summary>:last-child{border-bottom:0;padding-bottom:0}
    .tasks{list-style:none;margin:0 0 1.5rem;padding:0;border-top:1px solid var(--line)}
    .strip{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(11rem,100%),1fr))}
    .strip>div{padding:.5rem .75rem;border:1px solid var(--line);border-left:4px solid var(--line-strong);
      border-radius:4px}
    .strip dt{color:var(--ink-2);font-size:.9375rem}
    .strip dd{margin:0;font-weight:600}
    .strip .relative{font-weight:400}
    .concern{min-width:12rem}
    .tasks li{display:flex;justify-content:space-between;gap:1rem;max-width:none;margin:0;
      padding:.625rem 0;border-bottom:1px solid var(--line)}
    .tasks a{display:inline-block;min-height:1.5rem}
    .tasks .hint{margin:0;font-size:.9375rem}
    .task-status{flex:none;max-width:50%;text-align:right}
    .scroll{position:relative;overflow-x:auto;margin-bottom:1.5rem}
    .scroll>table{margin:0}
    table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;
      margin-bottom:1.5rem}
    caption{text-align:left;font-weight:700;font-size:1.125rem;padding-bottom:.5rem}
    th,td{padding:.625rem 1.25rem .625rem 0;text-align:left;vertical-align:top;
      border-bottom:1px solid var(--line)}
    .compact th,.compact td{padding-block:.375rem}
    thead th{border-bottom:2px solid var(--line-strong);vertical-align:bottom}
    tbody th{font-weight:600;min-width:9rem}
    td .tag{white-space:nowrap}
    td .meta:last-child{margin-bottom:0}
    th:last-child,td:last-child{padding-right:.5rem}
    .number{text-align:right}
    th a,td a,.error-summary a,.empty>a,.button-group>a:not(.button),.card-actions a,.banner a{
      display:inline-block;min-height:1.5rem}
    .button-group>a:not(.button){padding-block:.125rem}
    th[aria-sort]::after{content:" ▲";font-size:.8em}
    th[aria-sort=descending]::after{content:" ▼"}
    .marked>:first-child{box-shadow:inset 4px 0 var(--danger);padding-left:.75rem}
    .heat-1,.heat-2,.heat-3{color:var(--chart-ink)}
    .heat-4,.heat-5{color:var(--on-brand)}
    .heat a{color:inherit}
    .heat{display:block;padding:0 .375rem}
    .plain{list-style:none;padding:0}
    .heat-1{background:var(--heat-1)}
    .heat-2{background:var(--heat-2)}
    .heat-3{background:var(--heat-3)}
    .heat-4{background:var(--heat-4)}
    .heat-5{background:var(--heat-5)}
    .timeline{list-style:none;margin:0 0 1.5rem;padding:0}
    .timeline>li{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:0 1.25rem;max-width:none;
      margin:0}
    .timeline-date{margin:0;padding-bottom:.25rem;color:var(--ink-2)}
    .timeline-entry{padding:0 0 1.25rem 1.25rem;border-left:3px solid var(--line)}
    .timeline-entry h3{margin:0 0 .25rem;font-size:1.125rem}
    .timeline-body{margin-bottom:.25rem}
    .timeline-body>:last-child{margin-bottom:0}
    .timeline .meta{margin:0}
    """#
}
