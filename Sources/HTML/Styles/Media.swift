extension Stylesheet {
  /// Narrow windows, forced colours, less motion, and paper.
  static let media = #"""
    @media(max-width:40rem){
      h1,.label-heading{font-size:1.625rem}
      h2{font-size:1.375rem}
      .questions{font-size:1.0625rem}
      .header-search{flex:1 1 100%;margin:0;flex-wrap:wrap}
      .header-user{margin-left:0!important}
      .summary-row,.timeline>li{grid-template-columns:minmax(0,1fr)}
      .summary-change{margin-top:.25rem!important}
      .tasks li{flex-direction:column;gap:.25rem}
      .task-status{max-width:none;text-align:left}
      .child-block{padding:.75rem}
      .interruption{padding:1.25rem 1rem}
      .reveal{padding-left:1rem}
      .filter-fields{display:block}
      .main-nav ul{gap:0 1.125rem}
      .night{font-size:1.125rem}
      .night .button-group{flex-direction:column;align-items:stretch}
      .night .button{width:100%;min-height:3.25rem;text-align:center}
    }
    @media(prefers-reduced-motion:reduce){
      *,*::before,*::after{animation:none!important;transition:none!important;
        scroll-behavior:auto!important}
    }
    @media(forced-colors:active){
      .button,.card,.clock,.tag,.banner,.interruption,.as-at,.warning-text{
        border:2px solid ButtonBorder}
      .header{border-bottom:2px solid CanvasText}
      a:focus-visible,summary:focus-visible,.button:focus-visible,.button-link:focus-visible,
      .input:focus-visible,.choice input:focus-visible,.scroll:focus-visible{
        outline:3px solid Highlight;outline-offset:2px}
      [aria-current]{outline:2px solid CanvasText}
      .main-nav a:not([aria-current]),.sub-nav a:not([aria-current]){
        border-bottom-color:Canvas}
      .progress-all{fill:Canvas;stroke:CanvasText}
      .progress-done{fill:Highlight!important}
      .progress-limit{fill:CanvasText}
      .figure svg{forced-color-adjust:none}
    }
    @page{size:A4;margin:16mm 15mm 18mm;
      @bottom-right{content:"Page " counter(page) " of " counter(pages);
        font:9pt Helvetica,Arial,sans-serif}}
    @media print{
      html{font-size:11pt;background:#fff}
      body{display:table;table-layout:fixed;width:100%;min-height:0;background:#fff;color:#000;
        line-height:1.4;font-feature-settings:"liga" 0,"clig" 0}
      .print-header{display:table-header-group;break-inside:avoid;font-size:9pt}
      .print-header>span{display:block;padding-bottom:2mm;margin-bottom:5mm;
        border-bottom:1px solid #000}
      .header,.skip-link,.exit,.main-nav,.sub-nav,.back-link,.breadcrumbs,.contents,.pagination,.footer,
      .filter,.button,.button-link,.button-group,.action-form,.draft-status,.live-status,.summary-change,
      .card-actions,.on-screen,dialog,.as-at a,.alerts>a{display:none!important}
      .heat{background:none!important;color:inherit!important}
      .page,.identity-row,.alerts,.as-at p{max-width:none;padding-inline:0;display:block}
      .page{padding-block:5mm 0}
      .questions,main p,main li,.prose{max-width:none}
      .questions{font-size:1rem}
      .identity{position:static;border-bottom:1px solid #000}
      a,a:visited{color:#000!important;text-decoration:none}
      h1{font-size:18pt}
      h2{font-size:14pt}
      h3{font-size:12pt}
      h1,h2,h3,h4,caption,legend{break-after:avoid}
      tr,.question,.card,.clock,.quote,.summary-row,.timeline>li,.figure svg,.alerts li{
        break-inside:avoid}
      thead{display:table-header-group}
      tfoot{display:table-footer-group}
      .scroll{overflow:visible}
      details::details-content{content-visibility:visible!important;display:block!important;
        height:auto!important}
      summary{list-style:none;color:#000;text-decoration:none;font-weight:700}
      .tag{border-color:#000;background:none;color:#000}
      .card,.card-head,.banner,.clock,.identity,.empty{background:none}
      .figure svg{width:100%;max-width:none}
      p,li{orphans:3;widows:3}
      .interruption{padding:0;color:#000;background:none}
      .input{border:1px solid #000}
    }
    """#
}
