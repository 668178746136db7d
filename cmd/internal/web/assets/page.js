// Adds keys, copying and as-you-type search to pages that work without it.
'use strict';
(function () {
  const field = document.querySelector('.big input[name=q]') || document.querySelector('.find input[name=q]');
  const said = document.getElementById('said');
  let at = -1;

  function say(text) {
    said.textContent = text;
    setTimeout(function () { said.textContent = ''; }, 1500);
  }

  function copy(text) {
    navigator.clipboard.writeText(text).then(function () { say(said.dataset.copied); }, function () { window.prompt('', text); });
  }

  function places() { return Array.from(document.querySelectorAll('.hit, [data-place]')); }

  function move(by) {
    const list = places();
    if (list.length === 0) { return; }
    if (at >= 0 && list[at]) { list[at].classList.remove('on'); }
    at = Math.max(0, Math.min(list.length - 1, at + by));
    list[at].classList.add('on');
    const link = list[at].querySelector('a');
    if (link) { link.focus({preventScroll: true}); }
    list[at].scrollIntoView({block: 'nearest'});
  }

  document.addEventListener('keydown', function (e) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) { return; }
    if (typing) {
      if (e.key === 'Escape') { e.target.blur(); }
      return;
    }
    if (e.key === '/' && field) { e.preventDefault(); field.focus(); field.select(); }
    if (e.key === 'j') { move(1); }
    if (e.key === 'k') { move(-1); }
    if (e.key === '?') { location.href = '/help'; }
  });

  document.querySelectorAll('.copy').forEach(function (b) { b.hidden = false; });
  document.addEventListener('click', function (e) {
    const button = e.target.closest('.copy');
    if (button) { copy(button.dataset.copy); return; }
    const cite = e.target.closest('a[data-cite]');
    if (cite && navigator.clipboard) {
      e.preventDefault();
      fetch(cite.href).then(function (r) { return r.text(); }).then(function (text) { copy(text.trim()); });
    }
  });
  document.querySelectorAll('form[data-auto] select').forEach(function (s) { s.addEventListener('change', function () { s.form.requestSubmit(); }); });

  // As-you-type: the results of the same page, asked for again.
  let timer, asked = 0;
  function refresh() {
    const results = document.getElementById('results');
    if (!results || location.pathname !== '/search') { return; }
    const u = new URL(location.href);
    if (u.searchParams.get('q') === field.value) { return; }
    u.searchParams.set('q', field.value);
    u.searchParams.delete('page');
    const mine = ++asked;
    fetch(u).then(function (r) { return r.ok ? r.text() : null; }).then(function (text) {
      if (text === null || mine !== asked) { return; }
      const fresh = new DOMParser().parseFromString(text, 'text/html');
      results.replaceWith(fresh.getElementById('results'));
      document.querySelector('h1').textContent = fresh.querySelector('h1').textContent;
      document.title = fresh.title;
      const kept = document.querySelector('#filters input[name=q]');
      if (kept) { kept.value = field.value; }
      history.replaceState(null, '', u);
      at = -1;
    });
  }
  if (field) {
    field.addEventListener('input', function (e) {
      clearTimeout(timer);
      if (!e.isComposing) { timer = setTimeout(refresh, 250); }
    });
  }

  // A page that watches something is asked for again while it changes.
  const watched = document.querySelector('[data-watch]');
  if (watched) {
    const again = setInterval(function () {
      fetch(location.href).then(function (r) { return r.text(); }).then(function (text) {
        const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-watch]');
        const old = document.querySelector('[data-watch]');
        if (!fresh || !old) { clearInterval(again); location.reload(); return; }
        old.replaceWith(fresh);
      });
    }, 1500);
  }
})();
