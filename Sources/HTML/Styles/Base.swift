extension Stylesheet {
  /// Type, links, focus.
  static let base = #"""
    *,*::before,*::after{box-sizing:border-box}
    html{font-size:100%;-webkit-text-size-adjust:100%;text-size-adjust:100%;
      background:var(--canvas)}
    body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);
      color:var(--ink);font-family:"Helvetica Neue",Helvetica,Arial,sans-serif;font-size:1rem;
      line-height:1.5;overflow-wrap:break-word}
    body.compact{line-height:1.35}
    [hidden]{display:none!important}
    h1,h2,h3,h4{margin:0 0 .5em;line-height:1.25;font-weight:700;text-wrap:balance}
    h1{font-size:2rem;margin-bottom:1.5rem}
    h2{font-size:1.5rem;margin-top:2rem}
    h3{font-size:1.25rem;margin-top:1.5rem}
    h4{font-size:1.125rem;margin-top:1.25rem}
    .compact h1{font-size:1.75rem;margin-bottom:1rem}
    .compact h2{font-size:1.375rem;margin-top:1.5rem}
    h1:first-child,h2:first-child,h3:first-child{margin-top:0}
    p,ul,ol,dl{margin:0 0 1rem}
    main p,main li{max-width:70ch}
    ul,ol{padding-left:1.375rem}
    li{margin-bottom:.25rem}
    .caption{display:block;font-size:1.125rem;font-weight:400;color:var(--ink-2);
      margin-bottom:.25rem}
    .hidden-text{position:absolute!important;width:1px;height:1px;margin:0;padding:0;
      overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0}
    .hint,.meta,.relative,.unknown,.optional{color:var(--ink-2)}
    .unknown{font-style:normal}
    .meta{font-size:.9375rem}
    .label-part{color:var(--ink-2)}
    .labelled-date{white-space:normal}
    .prose{white-space:pre-wrap;overflow-wrap:anywhere;max-width:70ch;margin-bottom:1rem}
    hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
    a{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;
      text-underline-offset:.15em}
    main a:visited{color:var(--link-visited)}
    a:hover{color:var(--link-hover);text-decoration-thickness:3px}
    main:focus{outline:none}
    a:focus-visible,summary:focus-visible,.button-link:focus-visible{
      outline:3px solid transparent;background:var(--focus);color:var(--focus-ink)!important;
      box-shadow:0 -2px var(--focus),0 4px var(--focus-ink);text-decoration:none}
    .scroll:focus-visible,.error-summary:focus,dialog:focus-visible{
      outline:3px solid var(--focus-ring);outline-offset:3px}
    .skip-link{position:absolute;left:-999rem;padding:.75rem 1rem;z-index:3}
    .skip-link:focus{left:0;top:0;background:var(--focus);color:var(--focus-ink);
      outline:3px solid var(--focus-ink);outline-offset:-3px}
    .exit{position:sticky;top:0;z-index:2;display:flex;justify-content:flex-end;
      pointer-events:none}
    .exit a{pointer-events:auto}
    """#

  /// The frame around every page.
  static let layout = #"""
    .header{background:var(--brand);color:var(--on-brand)}
    .header-row,.main-nav ul,.identity-row,.alerts,.as-at p,.page,.footer ul{
      max-width:80rem;margin-inline:auto;padding-inline:1rem;width:100%}
    .header-row{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.5rem;padding-block:.5rem}
    .header a,.header .button-link{color:var(--on-brand)}
    .service-name{font-size:1.25rem;font-weight:700;text-decoration:none;padding:.5rem 0}
    .service-name:hover{text-decoration:underline}
    .organisation{font-weight:400;font-size:1rem;margin-left:.75rem}
    .header-search{display:flex;align-items:center;gap:.5rem;margin-left:auto;flex:0 1 26rem}
    .header-search label{white-space:nowrap}
    .header-search .input{min-width:0;flex:1}
    .header-search .button{margin:0}
    .header-user{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem}
    .header-row>.header-user:nth-child(2){margin-left:auto}
    .main-nav{background:var(--brand-dark)}
    .main-nav ul{list-style:none;margin-block:0;display:flex;flex-wrap:wrap;gap:0 1.5rem}
    .main-nav li{margin:0}
    .main-nav a{display:inline-block;padding:.625rem 0;border-bottom:4px solid transparent;
      text-decoration-thickness:1px;text-underline-offset:.25em}
    .main-nav a[aria-current]{font-weight:700;text-decoration:none;
      border-bottom-color:var(--on-brand)}
    .count{font-variant-numeric:tabular-nums}
    .count::before{content:"("}
    .count::after{content:")"}
    .page{flex:1 0 auto;padding-block:1.25rem 3rem}
    .compact .page{padding-top:.75rem}
    .questions{max-width:44rem;font-size:1.1875rem}
    @media(min-width:64rem){
      .page:has(>aside){display:grid;grid-template-columns:minmax(0,1fr) 20rem;gap:0 2rem;
        align-content:start}
      .page:has(>aside)>:not(main,aside){grid-column:1/-1}
    }
    main>section:not([class]){margin-top:2.5rem}
    main form[data-draft]{margin-bottom:2rem}
    .footer{border-top:1px solid var(--line);background:var(--canvas);padding-block:1.5rem;
      margin-top:auto}
    .footer ul{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin-block:0}
    .footer a{display:inline-block;padding:.25rem 0}
    .sub-nav{border-bottom:1px solid var(--line);margin-bottom:1.5rem}
    .sub-nav ul{list-style:none;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:0 1.25rem}
    .sub-nav li{margin:0}
    .sub-nav a{display:inline-block;padding:.5rem 0;border-bottom:4px solid transparent}
    .sub-nav a[aria-current]{font-weight:700;color:var(--ink);text-decoration:none;
      border-bottom-color:var(--button)}
    .back-link,.breadcrumbs{display:inline-block;margin-bottom:1rem;font-size:.9375rem}
    .back-link{padding:.25rem 0}
    .back-link::before{content:"‹ ";text-decoration:none}
    .breadcrumbs{display:block}
    .breadcrumbs ul{list-style:none;padding:0;margin:0;display:flex;flex-wrap:wrap}
    .breadcrumbs a{display:inline-block;padding:.125rem 0}
    .breadcrumbs li+li::before{content:"›";padding-inline:.5rem;color:var(--ink-2)}
    .breadcrumbs a[aria-current]{color:var(--ink);text-decoration:none}
    .contents{margin-bottom:2rem}
    .contents h2{font-size:1.125rem;margin:0 0 .25rem}
    .contents ul{list-style:none;padding:0}
    .contents li{padding-left:1rem;border-left:3px solid var(--line);margin:0}
    .contents a{display:inline-block;padding:.125rem 0}
    .pagination{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .75rem;margin-top:1.5rem}
    .pagination ul{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none;padding:0;margin:0}
    .pagination li{margin:0}
    .pagination a,.pagination .gap{display:inline-block;min-width:2.75rem;min-height:2.75rem;
      padding:.625rem .5rem;text-align:center}
    .pagination .previous{padding-left:0}
    .pagination a[aria-current]{background:var(--button);color:var(--on-button);font-weight:700;
      text-decoration:none}
    .as-at{background:var(--special-tint);color:var(--ink);border-bottom:4px solid var(--special)}
    .as-at p{margin-block:0;padding-block:.625rem}
    .print-header{display:none}
    .side-by-side,.card-grid{display:grid;gap:1.5rem 2rem;margin-bottom:1.5rem}
    .card-grid{gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr))}
    .card-grid>.card,.card-grid>.clock,.side-by-side>*>:last-child{margin-bottom:0}
    .side-by-side>*{min-width:0}
    @media(min-width:60rem){.side-by-side{grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}}
    """#
}
