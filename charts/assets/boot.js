(function () {
  'use strict';
  var charts = [];
  document.querySelectorAll('.chart').forEach(function (box) {
    var option = JSON.parse(document.getElementById(box.id + '-option').textContent);
    var chart = echarts.init(box, null, { renderer: 'svg' });
    chart.setOption(option);
    charts.push(chart);
  });
  // A view box lets print scale a picture that is still wider than the sheet.
  function frame() {
    charts.forEach(function (c) {
      c.getDom().querySelector('svg').setAttribute('viewBox', '0 0 ' + c.getWidth() + ' ' + c.getHeight());
    });
  }
  function fit(size) {
    charts.forEach(function (c) {
      c.resize(size);
      c.getZr().flush(); // print does not wait for the next frame
    });
    frame();
  }
  frame();
  window.addEventListener('resize', function () { fit(); });
  window.addEventListener('beforeprint', function () { fit({ width: 640 }); });
  window.addEventListener('afterprint', function () { fit({ width: 'auto' }); });
})();
