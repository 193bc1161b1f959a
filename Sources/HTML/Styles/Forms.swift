extension Stylesheet {
  /// Buttons and boxes. Primary targets are 44 px high, nothing is under 24.
  static let controls = #"""
    .button{display:inline-block;min-height:2.75rem;padding:.5rem 1rem;margin:0;
      border:2px solid transparent;border-radius:4px;background:var(--button);
      color:var(--on-button)!important;font:inherit;font-weight:600;line-height:1.5;
      text-align:center;text-decoration:none;cursor:pointer}
    .button:hover{background:var(--button-hover)}
    .button-secondary{background:var(--paper);color:var(--ink)!important;
      border-color:var(--line-strong)}
    .button-secondary:hover{background:var(--neutral-tint)}
    .button-warning{background:var(--danger-fill);color:var(--on-danger)!important}
    .button-warning:hover{background:var(--danger-hover)}
    .button:focus-visible{outline:3px solid transparent;background:var(--focus);
      color:var(--focus-ink)!important;border-color:var(--focus);
      box-shadow:0 4px var(--focus-ink)}
    .button-link{min-height:1.5rem;padding:.125rem 0;border:0;background:none;color:var(--link);
      font:inherit;text-decoration:underline;text-underline-offset:.15em;cursor:pointer}
    .button-link:hover{color:var(--link-hover);text-decoration-thickness:3px}
    .button-group{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 1.25rem;
      margin:1.5rem 0 1rem}
    .action-form{display:inline-block;margin:0}
    .input{width:100%;max-width:100%;min-height:2.75rem;padding:.375rem .5rem;font:inherit;
      color:var(--ink);background:var(--paper);border:2px solid var(--line-strong);
      border-radius:4px}
    select.input{width:auto;max-width:100%}
    textarea.input{display:block;resize:vertical;line-height:1.5}
    .compact .input,.compact .button{min-height:2.5rem;padding-block:.3125rem}
    .width-2{width:4.5ch;min-width:3.25rem}
    .width-4{width:7ch;min-width:4.75rem}
    .width-10{max-width:9rem}
    .width-20{max-width:20rem}
    .input:focus-visible,.file:focus-visible{outline:3px solid var(--focus);outline-offset:0;
      border-color:var(--focus-ink);box-shadow:inset 0 0 0 1px var(--focus-ring)}
    .has-error .input{border-color:var(--danger)}
    .has-error .input:focus-visible{border-color:var(--focus-ink)}
    .file{max-width:100%;font:inherit;padding:.375rem 0}
    """#

  /// Questions.
  static let forms = #"""
    .question{margin-bottom:1.75rem}
    .compact .question{margin-bottom:1.25rem}
    fieldset{min-width:0;margin:0;padding:0;border:0}
    .label{display:block;padding:0;margin-bottom:.25rem;font-weight:600}
    .label-heading{margin:0 0 .25rem;font-size:1.75rem}
    .optional{font-weight:400}
    .question .hint{margin-bottom:.5rem}
    .error-message{color:var(--danger);font-weight:700;margin-bottom:.5rem}
    .has-error{padding-left:.875rem;border-left:4px solid var(--danger)}
    .prompts{margin-bottom:.625rem;color:var(--ink-2)}
    .prompts li{margin:0}
    textarea+.hint{margin:.25rem 0 0}
    .to-check{padding-left:.875rem;border-left:4px solid var(--warn-rule)}
    .row-choice{display:inline-block;min-height:1.5rem}
    .row-choice input{width:1.5rem;height:1.5rem;margin:0;accent-color:var(--button)}
    .row-choice input:focus-visible{outline:3px solid var(--focus);outline-offset:2px;
      box-shadow:0 0 0 2px var(--focus-ink)}
    .date-parts{display:flex;flex-wrap:wrap;gap:.5rem 1rem}
    .date-part label{display:block}
    .choices-inline{display:flex;flex-wrap:wrap;gap:0 2rem}
    .choice{display:grid;grid-template-columns:1.5rem minmax(0,1fr);column-gap:.75rem;
      align-items:start}
    .choice input{width:1.5rem;height:1.5rem;margin:.625rem 0 0;accent-color:var(--button)}
    .choice label{padding:.5625rem 0;min-height:2.75rem;cursor:pointer}
    .choice .hint{grid-column:2;margin:-.5rem 0 .5rem;font-size:1rem}
    .choice input:focus-visible{outline:3px solid var(--focus);outline-offset:2px;
      box-shadow:0 0 0 2px var(--focus-ink)}
    .reveal{margin:0 0 1rem .6875rem;padding:.25rem 0 .25rem 1.5rem;
      border-left:3px solid var(--line-strong)}
    .reveal>:last-child{margin-bottom:0}
    .group{margin:0 0 2rem}
    .group-legend{padding:0;margin-bottom:.75rem;font-size:1.25rem;font-weight:700}
    .child-block{padding:1rem 1.25rem;border:1px solid var(--line-strong);border-radius:4px}
    .child-block>.group-legend{float:left;width:100%}
    .child-block>.group-legend+*{clear:both}
    .child-block>:last-child{margin-bottom:0}
    .child-name{display:block;font-size:1.375rem}
    .draft-status,.live-status{min-height:1.5em;margin:0;color:var(--ink-2)}
    .filter{padding:1rem 1.25rem;margin-bottom:1.5rem;background:var(--canvas);
      border:1px solid var(--line);border-radius:4px}
    .filter-fields{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:flex-end}
    .filter .question{margin-bottom:.75rem}
    .filter .button-group{margin:.25rem 0 0}
    """#

  /// What the page has to say.
  static let messages = #"""
    .error-summary{padding:1.25rem;margin-bottom:2rem;border:4px solid var(--danger)}
    .error-summary h2{margin:0 0 .5rem;font-size:1.375rem}
    .error-summary ul{margin:0;padding:0;list-style:none}
    .error-summary li{margin-bottom:.375rem}
    .error-summary a,.error-summary a:visited{color:var(--danger);font-weight:700}
    .banner{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.5rem;padding:.75rem 1rem;
      margin-bottom:1.5rem;border-left:6px solid var(--info);background:var(--info-tint)}
    .banner p{margin:0}
    .banner-success{border-color:var(--good);background:var(--good-tint)}
    .banner-success strong{color:var(--good)}
    .banner-problem{border-color:var(--danger);background:var(--danger-tint)}
    .banner-problem strong{color:var(--danger)}
    .banner-notice strong{color:var(--info)}
    details{margin-bottom:1rem}
    summary{display:list-item;width:fit-content;max-width:100%;padding:.25rem 0;color:var(--link);
      text-decoration:underline;text-underline-offset:.15em;cursor:pointer}
    summary:hover{color:var(--link-hover)}
    .details-body{margin-top:.25rem;padding:.5rem 0 .25rem 1rem;border-left:3px solid var(--line)}
    .details-body>:last-child{margin-bottom:0}
    .inset{padding:.5rem 0 .5rem 1.25rem;margin:1.5rem 0;border-left:6px solid var(--line-strong)}
    .inset>:last-child{margin-bottom:0}
    .warning-text{display:flex;gap:.75rem;align-items:flex-start;color:var(--warn);
      background:var(--warn-tint);border-left:6px solid var(--warn-rule);padding:.75rem 1rem}
    .interruption{padding:2rem 1.5rem;background:var(--brand);color:var(--on-brand);
      border-radius:4px}
    .interruption-body{font-size:1.1875rem}
    .interruption a,.interruption a:visited,.interruption .button-link{color:var(--on-brand)}
    .interruption .button{background:var(--on-brand);color:var(--brand)!important}
    .interruption .button:hover{text-decoration:underline}
    .interruption .button:focus-visible{background:var(--focus);color:var(--focus-ink)!important}
    dialog{max-width:32rem;width:calc(100% - 2rem);padding:1.5rem;color:var(--ink);
      background:var(--paper);border:4px solid var(--ink);border-radius:4px}
    dialog::backdrop{background:rgb(0 0 0/.7)}
    dialog.cover{max-width:none;width:100vw;max-height:none;height:100vh;border:0;border-radius:0;
      margin:0}
    dialog.cover::backdrop{background:var(--paper)}
    .empty{padding:1rem 1.25rem;margin-bottom:1.5rem;background:var(--canvas);
      border:1px dashed var(--line-strong);border-radius:4px}
    .empty>:last-child{margin-bottom:0}
    """#
}
