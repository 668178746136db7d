(function () {
  'use strict';
  var charts = [];
  document.querySelectorAll('.chart').forEach(function (box) {
    var option = JSON.parse(document.getElementById(box.id + '-option').textContent);
    var chart = echarts.init(box, null, { renderer: 'svg' });
    chart.setOption(option);
    charts.push(chart);
  });
  function fit(size) {
    charts.forEach(function (c) { c.resize(size); });
  }
  window.addEventListener('resize', function () { fit(); });
  window.addEventListener('beforeprint', function () { fit({ width: 640 }); });
  window.addEventListener('afterprint', function () { fit({ width: 'auto' }); });
})();
