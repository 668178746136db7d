(function (global) {
  'use strict';

  // One time zone everywhere: local time is UTC, so that a picture does not
  // depend on where it is made.
  var Native = Date;
  function UTCDate(y, m, d, h, i, s, ms) {
    switch (arguments.length) {
      case 0: return new Native(0);
      case 1: return new Native(y);
    }
    return new Native(Native.UTC(y, m, d === undefined ? 1 : d, h || 0, i || 0, s || 0, ms || 0));
  }
  UTCDate.prototype = Native.prototype;
  UTCDate.UTC = Native.UTC;
  UTCDate.parse = Native.parse;
  UTCDate.now = function () { return 0; };
  ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].forEach(function (part) {
    Native.prototype['get' + part] = Native.prototype['getUTC' + part];
    if (part !== 'Day') Native.prototype['set' + part] = Native.prototype['setUTC' + part];
  });
  Native.prototype.getTimezoneOffset = function () { return 0; };
  global.Date = UTCDate;

  global.setTimeout = function () { return 0; };
  global.clearTimeout = function () {};

  // Keys whose strings are text of a source and stay as they are. Elsewhere a
  // string that go-echarts would make a function is dropped.
  var text = { name: 1, value: 1, text: 1, subtext: 1, id: 1 };
  function inert(key, value) {
    if (key === '__proto__') return undefined;
    if (typeof value === 'string' && value.indexOf('__f__') === 0 && !text[key] && !/^\d+$/.test(key)) return undefined;
    return value;
  }

  function settle(option) {
    option.animation = false;
    option.progressive = 0;
    delete option.toolbox;
    [].concat(option.series || []).forEach(function (s) {
      if (!s || typeof s !== 'object') return;
      s.animation = false;
      s.progressive = 0;
      if (s.force && typeof s.force === 'object') s.force.layoutAnimation = false;
    });
  }

  function bind(option, binds, named) {
    binds.forEach(function (b) {
      var at = option;
      b.path.slice(0, -1).forEach(function (step) {
        at = Array.isArray(at) || (at && Object.prototype.hasOwnProperty.call(at, step)) ? at[step] : undefined;
      });
      if (!at || typeof at !== 'object') throw new Error('no place for ' + b.name);
      at[b.path[b.path.length - 1]] = named[b.name];
    });
  }

  // plain copies the tree of shapes without anything else that hangs on it.
  function plain(node) {
    if (!node || node.tag === 'style' || node.tag === 'filter') return null;
    var attrs = {};
    Object.keys(node.attrs || {}).forEach(function (key) {
      var v = node.attrs[key];
      if (v !== false && v !== true && v != null) attrs[key] = String(v);
    });
    var out = { n: String(node.tag), a: attrs };
    if (node.text != null) out.t = String(node.text);
    if (node.children) out.k = node.children.map(plain).filter(Boolean);
    return out;
  }

  global.__still = function (json, binds, width, height, measure) {
    var echarts = global.echarts;
    echarts.setPlatformAPI({ measureText: function (t, font) { return { width: measure(String(t || ''), font || '') }; } });
    var option = JSON.parse(json, inert);
    settle(option);
    bind(option, JSON.parse(binds), global.__named);
    var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    chart.setOption(option);
    var tree = chart.getZr().painter.renderToVNode({ animation: false, emphasis: false, willUpdate: false, compress: true, useViewBox: true });
    return JSON.stringify(plain(tree));
  };
})(globalThis);
