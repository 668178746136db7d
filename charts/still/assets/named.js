// The functions that an option may be bound to by name. They see values of the
// option and nothing else.
globalThis.__named = {
  // percent writes a share of one: 0.125 → 12.5%.
  percent: function (v) {
    var n = typeof v === 'object' && v !== null ? v.value : v;
    return typeof n === 'number' ? Math.round(n * 1000) / 10 + '%' : '';
  },
  // year writes a number without the comma of thousands: 2005.
  year: function (v) {
    return String(Math.round(typeof v === 'object' && v !== null ? v.value : v));
  },
  // interval draws value [from, to, row] as a bar from one to the other, for a
  // custom series on a value or time axis and a category axis.
  interval: function (params, api) {
    var row = api.value(2);
    var from = api.coord([api.value(0), row]);
    var to = api.coord([api.value(1), row]);
    var height = api.size([0, 1])[1] * 0.5;
    return {
      type: 'rect',
      shape: { x: from[0], y: from[1] - height / 2, width: Math.max(to[0] - from[0], 1), height: height },
      style: { fill: api.visual('color'), decal: api.visual('decal') }
    };
  }
};
