'use strict';
// The list of resources: columns with dictionaries, a list that has only the visible rows in the page, and work in
// slices, so that typing and scrolling never wait for 100,000 rows.
(async () => {
  const sliceMilliseconds = 8;
  const typingMilliseconds = 120;
  const smallestRow = 40;
  const usualRow = 56;
  const highestList = 8000000;
  const shortList = 30;
  const mostPrinted = 1000;
  const searched = ['id', 'image', 'recipe', 'region', 'account', 'policy', 'execution', 'reason', 'use', 'effect', 'type'];

  const element = id => document.getElementById(id);
  const [grid, scroller, spacer, list, count, search] = ['grid', 'scroller', 'spacer', 'list', 'count', 'search'].map(element);
  const view = element('window');
  const total = Number(grid.getAttribute('aria-rowcount')) - 1;
  const number = new Intl.NumberFormat('en');
  const collator = new Intl.Collator('en', { numeric: true });

  // Slices: lets the browser do other things when the slice is over.
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  const pause = () => new Promise(resolve => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
  class Superseded extends Error {}
  let latest = 0;
  class Work {
    constructor() {
      this.turn = ++latest;
      this.start = performance.now();
    }
    async rest() {
      if (performance.now() - this.start < sliceMilliseconds) return;
      await pause();
      if (this.turn !== latest) throw new Superseded();
      this.start = performance.now();
    }
  }

  // A column has each text once, and for each row the place of its text.
  const columns = {};
  for (const script of document.querySelectorAll('script[data-column]')) {
    const { p: prefix, d: texts, v: places } = JSON.parse(script.textContent);
    const index = new Uint32Array(total);
    if (typeof places === 'number') index.fill(places);
    else if (places) index.set(places);
    else for (let row = 0; row < total; row++) index[row] = row;
    columns[script.dataset.column] = { texts: prefix ? texts.map(text => text === null ? null : prefix + text) : texts, index };
    script.remove();
    await pause();
  }
  const text = (column, row) => columns[column].texts[columns[column].index[row]];

  // Sorting: the texts are ranked once, then the rows are put into the places of their ranks.
  const compare = (left, right) => left === right ? 0 : left === null ? 1 : right === null ? -1
    : typeof left === 'number' ? left - right : collator.compare(left, right);
  const compareIds = (left, right) => left === right ? 0 : left === null ? 1 : right === null ? -1 : left < right ? -1 : 1;

  async function mergeSort(items, order, work) {
    let [from, to] = [items, new Uint32Array(items.length)];
    for (let width = 1; width < items.length; width *= 2) {
      for (let start = 0; start < items.length; start += 2 * width) {
        const middle = Math.min(start + width, items.length);
        const end = Math.min(start + 2 * width, items.length);
        for (let place = start, left = start, right = middle; place < end; place++) {
          to[place] = left < middle && (right >= end || order(from[left], from[right]) <= 0) ? from[left++] : from[right++];
          if ((place & 511) === 0) await work.rest();
        }
      }
      [from, to] = [to, from];
    }
    return from;
  }

  async function ranks(name, work) {
    const column = columns[name];
    if (column.ranks) return column.ranks;
    const texts = column.texts;
    const places = Uint32Array.from(texts.keys());
    const order = name === 'id' ? compareIds : compare;
    // The actions come in the order of how serious they are.
    const sorted = name === 'effect' ? places : await mergeSort(places, (left, right) => order(texts[left], texts[right]), work);
    const result = new Uint32Array(texts.length);
    for (let place = 0; place < sorted.length; place++) result[sorted[place]] = place;
    return column.ranks = result;
  }

  const everyRow = Uint32Array.from({ length: total }, (_, row) => row);
  let sorting = { name: null, descending: false, rows: everyRow };
  async function sortedRows(name, descending, work) {
    if (sorting.name === name && sorting.descending === descending) return sorting.rows;
    if (name === null) return everyRow;
    const rank = await ranks(name, work);
    const index = columns[name].index;
    const starts = new Uint32Array(rank.length + 1);
    const rankOf = row => descending ? rank.length - 1 - rank[index[row]] : rank[index[row]];
    for (let row = 0; row < total; row++) {
      starts[rankOf(row) + 1]++;
      if ((row & 4095) === 0) await work.rest();
    }
    for (let place = 1; place < starts.length; place++) starts[place] += starts[place - 1];
    const rows = new Uint32Array(total);
    for (let row = 0; row < total; row++) {
      rows[starts[rankOf(row)]++] = row;
      if ((row & 4095) === 0) await work.rest();
    }
    sorting = { name, descending, rows };
    return rows;
  }

  // Searching: a word is looked up in each text of each column once, then each row asks for its texts.
  async function lowered(name, work) {
    const column = columns[name];
    if (column.lower) return column.lower;
    const lower = new Array(column.texts.length);
    for (let place = 0; place < lower.length; place++) {
      lower[place] = String(column.texts[place] ?? '').toLowerCase();
      if ((place & 511) === 0) await work.rest();
    }
    return column.lower = lower;
  }

  async function hits(word, work) {
    const found = [];
    for (const name of searched) {
      if (!columns[name]) continue;
      const lower = await lowered(name, work);
      const flags = new Uint8Array(lower.length);
      let any = false;
      for (let place = 0; place < lower.length; place++) {
        if (lower[place].includes(word)) any = flags[place] = 1;
        if ((place & 511) === 0) await work.rest();
      }
      if (any) found.push({ flags, index: columns[name].index });
    }
    return found;
  }

  const filters = [...document.querySelectorAll('select[data-filter]')];
  let order = { name: null, descending: false };
  let shown = everyRow;
  let active = 0;

  async function refresh() {
    const work = new Work();
    try {
      const rows = await sortedRows(order.name, order.descending, work);
      const wanted = filters.filter(filter => filter.value !== '').map(filter => ({ index: columns[filter.dataset.filter].index, place: Number(filter.value) }));
      const words = [];
      for (const word of search.value.toLowerCase().split(/\s+/)) {
        if (word) words.push(await hits(word, work));
      }
      const result = new Uint32Array(total);
      let length = 0;
      for (let place = 0; place < total; place++) {
        const row = rows[place];
        if (wanted.every(filter => filter.index[row] === filter.place)
          && words.every(found => found.some(column => column.flags[column.index[row]] === 1))) result[length++] = row;
        if ((place & 1023) === 0) await work.rest();
      }
      show(result.subarray(0, length));
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    }
  }

  // The visible rows. The place of the scroll bar, from 0 to 1, is a place among the rows and the same place in the
  // window, so rows of any height meet the top at the top and the bottom at the bottom.
  const visible = new Map();
  function show(rows) {
    shown = rows;
    active = 0;
    visible.clear();
    view.replaceChildren();
    scroller.classList.toggle('short', rows.length <= shortList);
    spacer.style.height = rows.length <= shortList ? 'auto' : Math.min(rows.length * usualRow, highestList) + 'px';
    view.style.transform = '';
    scroller.scrollTop = 0;
    grid.setAttribute('aria-rowcount', rows.length + 1);
    count.textContent = rows.length === total ? `Shows all ${number.format(total)} resources.` : `Shows ${number.format(rows.length)} of ${number.format(total)} resources.`;
    render();
  }

  function cell(name, ...content) {
    const made = document.createElement('div');
    made.setAttribute('role', 'gridcell');
    made.className = 'c-' + name;
    made.append(...content);
    return made;
  }
  function span(kind, content, tag = 'span') {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = content;
    return made;
  }
  const shortImage = arn => arn?.slice(arn.indexOf(':image/') + 1).replace(/^image\//, '');
  const nameOf = row => text('id', row) ?? shortImage(text('image', row)) ?? 'not known';
  const isDanger = row => ['delete', 'disable'].includes(columns.effect.keys[columns.effect.index[row]]);
  const ageOf = row => text('age', row) === null ? '' : number.format(text('age', row)) + ' d';

  function makeRow(place) {
    const row = shown[place];
    const made = document.createElement('div');
    made.setAttribute('role', 'row');
    made.setAttribute('aria-rowindex', place + 2);
    made.id = 'row-' + place;
    const effect = span('badge ' + columns.effect.keys[columns.effect.index[row]], text('effect', row));
    const details = [text('type', row), text('account', row), text('size', row)].filter(Boolean).join(' · ');
    const why = [text('reason', row) ?? ''];
    if (text('use', row)) why.push(span(isDanger(row) ? 'used' : 'uses', 'in use by ' + text('use', row)));
    made.append(
      cell('effect', effect, ...(text('new', row) === 'New' ? [span('new', 'new', 'small')] : [])),
      cell('id', span('id', nameOf(row)), span('', details, 'small')),
      cell('recipe', text('recipe', row) ?? ''),
      cell('region', text('region', row) ?? ''),
      cell('age', ageOf(row)),
      cell('at', text('at', row) ?? ''),
      cell('reason', ...why));
    made.classList.toggle('active', place === active);
    return made;
  }

  function render() {
    const height = scroller.clientHeight;
    const most = scroller.scrollHeight - height;
    const isShort = shown.length <= shortList;
    const part = most > 0 ? Math.min(1, scroller.scrollTop / most) : 0;
    const at = part * shown.length;
    const anchor = Math.max(0, Math.min(shown.length - 1, Math.floor(at)));
    const first = isShort ? 0 : Math.max(0, anchor - Math.ceil(part * height / smallestRow) - 1);
    const last = isShort ? shown.length - 1 : Math.min(shown.length - 1, anchor + Math.ceil((1 - part) * height / smallestRow) + 1);
    for (const [place, row] of visible) {
      if (place >= first && place <= last) continue;
      row.remove();
      visible.delete(place);
    }
    let next = view.firstChild;
    for (let place = first; place <= last; place++) {
      let row = visible.get(place);
      if (!row) {
        visible.set(place, row = makeRow(place));
        view.insertBefore(row, next);
      }
      next = row.nextSibling;
    }
    if (!isShort) {
      const row = visible.get(anchor);
      const offset = part * height - row.offsetTop - (at - anchor) * row.offsetHeight;
      view.style.transform = `translateY(${Math.round(scroller.scrollTop + offset)}px)`;
    }
    if (visible.has(active)) grid.setAttribute('aria-activedescendant', 'row-' + active);
    else grid.removeAttribute('aria-activedescendant');
  }

  const isWhole = row => {
    const [outer, inner] = [scroller.getBoundingClientRect(), row.getBoundingClientRect()];
    return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  };

  function activate(place) {
    if (shown.length === 0) return;
    visible.get(active)?.classList.remove('active');
    active = Math.max(0, Math.min(shown.length - 1, place));
    if (!visible.has(active) || !isWhole(visible.get(active))) {
      const most = scroller.scrollHeight - scroller.clientHeight;
      if (shown.length <= shortList) visible.get(active).scrollIntoView({ block: 'nearest' });
      else scroller.scrollTop = active / (shown.length - 1) * most;
    }
    render();
    visible.get(active)?.classList.add('active');
  }

  grid.addEventListener('keydown', event => {
    if (event.target !== grid && event.target !== scroller || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, [...visible.values()].filter(isWhole).length - 1);
    const place = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: shown.length - 1 }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    activate(place);
  });
  view.addEventListener('click', event => {
    const row = event.target.closest('[role=row]');
    if (row) activate(Number(row.id.slice('row-'.length)));
  });
  let isDrawn = true;
  const draw = () => {
    if (!isDrawn) return;
    isDrawn = false;
    requestAnimationFrame(() => {
      isDrawn = true;
      render();
    });
  };
  scroller.addEventListener('scroll', draw, { passive: true });
  addEventListener('resize', draw);

  // Filters, with the texts of their columns. One that would have no choice is left out.
  const effectKeys = JSON.parse(grid.dataset.effects);
  columns.effect.keys = columns.effect.texts.map(name => effectKeys[name]);
  for (const filter of filters) {
    const column = columns[filter.dataset.filter];
    const counts = new Uint32Array(column?.texts.length ?? 0);
    for (const place of column?.index ?? []) counts[place]++;
    filter.parentElement.hidden = counts.length < 2;
    filter.add(new Option('All', ''));
    const places = [...counts.keys()];
    if (filter.dataset.filter !== 'effect') places.sort((left, right) => compare(column.texts[left], column.texts[right]));
    for (const place of places) filter.add(new Option(`${column.texts[place] ?? 'not known'} (${number.format(counts[place])})`, place));
    filter.addEventListener('change', refresh);
    await pause();
  }
  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(refresh, typingMilliseconds);
  });
  element('tools').addEventListener('submit', event => event.preventDefault());
  element('clear').addEventListener('click', () => {
    search.value = '';
    for (const filter of filters) filter.value = '';
    refresh();
    search.focus();
  });
  for (const button of document.querySelectorAll('button[data-sort]')) {
    button.addEventListener('click', () => {
      const name = button.dataset.sort;
      order = { name, descending: order.name === name && !order.descending };
      for (const header of document.querySelectorAll('[role=columnheader]')) header.setAttribute('aria-sort', 'none');
      button.parentElement.setAttribute('aria-sort', order.descending ? 'descending' : 'ascending');
      refresh();
    });
  }

  // On paper there is no list to scroll: a plain table of the first rows that are shown.
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not([open])')) {
      details.open = true;
      details.dataset.printed = '';
    }
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const title of ['Action', 'Resource', 'Recipe', 'Region', 'Age', 'When', 'Why']) head.append(span('', title, 'th'));
    const body = table.createTBody();
    for (const row of shown.subarray(0, mostPrinted)) {
      const line = body.insertRow();
      const use = text('use', row) ? ` ⚠ in use by ${text('use', row)}` : '';
      for (const content of [text('effect', row), nameOf(row), text('recipe', row), text('region', row), ageOf(row), text('at', row)]) line.insertCell().textContent = content ?? '';
      const why = line.insertCell();
      why.append(text('reason', row) ?? '', ...(use ? [span('danger', use)] : []));
    }
    const note = shown.length > mostPrinted
      ? `The first ${number.format(mostPrinted)} of ${number.format(shown.length)} resources. The others are only in the file.`
      : `${number.format(shown.length)} of ${number.format(total)} resources.`;
    element('print').replaceChildren(span('note', note, 'p'), table);
  });
  addEventListener('afterprint', () => {
    element('print').replaceChildren();
    for (const details of document.querySelectorAll('details[data-printed]')) {
      details.open = false;
      delete details.dataset.printed;
    }
  });

  list.hidden = false;
  show(everyRow);
  document.documentElement.dataset.ready = '';
})();
