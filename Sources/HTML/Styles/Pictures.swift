extension Stylesheet {
  /// Genograms and ecomaps: drawn in the colours of the page, so that they are dark on a dark page.
  static let pictures = #"""
    .figure svg .windscreen-level{font-weight:700}
    .windscreen text{text-anchor:middle}
    .windscreen-1 path{fill:var(--heat-1)}
    .windscreen-2 path{fill:var(--heat-2)}
    .windscreen-3 path{fill:var(--heat-3)}
    .windscreen-4 path{fill:var(--heat-4)}
    .figure svg .windscreen-4 text{fill:var(--on-brand)}
    .windscreen-hub,.windscreen-pointer{fill:var(--chart-ink)}
    .is-chosen,form:has(#level:checked) .windscreen-1,form:has(#level-2:checked) .windscreen-2,
    form:has(#level-3:checked) .windscreen-3,form:has(#level-4:checked) .windscreen-4{
      --shown:block;--edge:5}
    .windscreen-pointer,.windscreen-words{display:var(--shown,none);font-weight:600}
    .windscreen path{stroke:var(--chart-ink);stroke-width:var(--edge,1.5)}
    .matrix td{min-width:13rem}
    .matrix-column{display:none;margin:0;font-weight:600}
    @media(max-width:40rem){
      .matrix :is(table,caption,tbody,tr,th,td,.matrix-column){display:block}
      .matrix thead{display:none}
      .matrix td{border:0}
    }
    .matrix ul{margin:0;padding-left:1.125rem}
    .matrix .choice label{padding:.375rem 0;min-height:1.5rem;font-size:1rem}
    .matrix .choice input{margin-top:.4375rem}
    .picture{margin:0 0 1.5rem}
    .picture .scroll{margin-bottom:.5rem;border:1px solid var(--line);border-radius:4px}
    .picture-skip{margin:0}
    .picture-skip a:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;
      clip-path:inset(50%);white-space:nowrap}
    .genogram,.ecomap{display:block;margin-inline:auto;color:var(--ink);
      font-family:"Helvetica Neue",Helvetica,Arial,sans-serif}
    .genogram text,.ecomap text{fill:var(--ink);text-anchor:middle}
    .genogram a,.ecomap a{text-decoration:none}
    .picture-home{fill:var(--canvas);stroke:var(--line-strong);stroke-width:1.5;
      stroke-dasharray:7 5}
    .picture-home-own{fill:var(--info-tint);stroke:var(--info)}
    .picture-line{fill:none;stroke:var(--ink);stroke-width:1.75;stroke-linecap:round;
      stroke-linejoin:round}
    .picture-dashed{stroke-dasharray:7 6}
    .picture-dotted{stroke-dasharray:.1 5}
    .picture-shape{fill:var(--paper);stroke:var(--ink);stroke-width:2}
    .picture-centre{stroke-width:2.5}
    .picture-plate{fill:var(--paper)}
    .genogram .picture-age{font-size:15px;font-weight:600;font-variant-numeric:tabular-nums}
    .genogram .picture-name{font-size:14px;font-weight:700;fill:var(--link);
      text-decoration:underline;text-underline-offset:2px;text-decoration-thickness:1px}
    .genogram .picture-word{font-size:13px}
    .genogram .picture-note{font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:4px;
      stroke-linejoin:round}
    .genogram .picture-home-name{font-size:13px;font-weight:400}
    .ecomap .ecomap-centre{font-size:14px;font-weight:700}
    .ecomap .ecomap-name{font-size:13px;font-weight:700}
    .ecomap .ecomap-word{font-size:13px}
    .ecomap-strong{stroke-width:6}
    .ecomap-weak,.ecomap-unknown{stroke-width:1.5}
    .ecomap-tenuous{stroke-dasharray:8 8}
    .ecomap-unknown{stroke:var(--line-strong)}
    .picture-focus{fill:none;stroke:none;pointer-events:all}
    .genogram a:hover .picture-name{fill:var(--link-hover);text-decoration-thickness:3px}
    .genogram a:focus-visible,.ecomap a:focus-visible{outline:none;background:none;box-shadow:none}
    a:focus-visible>.picture-focus{fill:var(--focus);stroke:var(--focus-ink);stroke-width:3}
    .genogram a:focus-visible .picture-name,.genogram a:focus-visible .picture-word{
      fill:var(--focus-ink)}
    mark{background:none;color:inherit;font-weight:700}
    th .meta{font-weight:400}
    .mini-timeline{display:block;width:15rem;max-width:100%;height:auto;color:var(--ink)}
    .mini-mark{fill:var(--paper);stroke-width:1.5}
    .mini-now{fill:currentColor}
    .picture-legend{list-style:none;padding:0;display:grid;gap:.25rem 1.5rem;
      grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))}
    .picture-legend li{display:flex;gap:.75rem;align-items:center;margin:0}
    .picture-legend svg{flex:none;margin:0}
    .picture-legend .mini-timeline{width:1.25rem}
    @media(forced-colors:active){
      .genogram text,.ecomap text{fill:CanvasText}
      .genogram .picture-name{fill:LinkText}
      .picture-home,.picture-home-own,.picture-shape,.picture-plate{fill:Canvas}
      .genogram .picture-note{stroke:Canvas}
      .picture-home,.picture-home-own,.picture-shape,.picture-line{stroke:CanvasText}
      a:focus-visible>.picture-focus{fill:Canvas;stroke:Highlight;stroke-width:4}
      .genogram a:focus-visible .picture-name,.genogram a:focus-visible .picture-word{
        fill:CanvasText}
    }
    @page wide{size:A4 landscape;margin:12mm}
    @media print{
      .picture{page:wide;break-inside:avoid}
      .picture-skip{display:none}
      .picture .scroll{border:0}
      .genogram,.ecomap{max-width:100%;max-height:150mm;height:auto}
      .picture-home,.picture-home-own{fill:none;stroke:#000}
      .picture-legend svg{width:48px}
    }
    """#
}
