package main

import "slices"

// thirdForms were written down after the reader was mended by the second ones.
func thirdForms() []form {
	return slices.Concat(
		thirdColumnForms(),
		thirdLabelForms(),
		thirdNearForms(),
	)
}

// thirdColumnForms have codes and tiers in columns.
func thirdColumnForms() []form {
	return []form{
		{name: "title row and sections by letters", title: "云溪市政府采购目录", body: `
			|云溪市政府集中采购目录（2024年版）|<|<|<|
			|序号|品目编码|品目名称|备注|
			|A|货物|<|<|
			|1|A0201|服务器||
			|2|A0202|打印机|含耗材|
			|C|服务|<|<|
			|3|C0101|印刷服务||`, want: `
A:货物
  A0201:服务器
  A0202:打印机 [含耗材]
C:服务
  C0101:印刷服务`},
		{name: "names before codes", title: "云溪市政府集中采购目录", body: `
			|品目名称|品目编码|说明|
			|货物|A||
			|计算机|A01|含整机|
			|服务器|A0101||
			|服务|C||
			|印刷服务|C01||`, want: `
A:货物
  A01:计算机 [含整机]
    A0101:服务器
C:服务
  C01:印刷服务`},
		{name: "class, items in one cell joined by 、", title: "云溪市政府购买服务目录", body: `
			|序号|服务类别|服务项目|备注|
			|1|公共服务|课程研究、校园活动||
			|2|辅助服务|法律咨询|不含诉讼|`, want: `
公共服务
  课程研究、校园活动
辅助服务
  法律咨询 [不含诉讼]`},
		{name: "two code columns, class merged", title: "云溪市政府购买服务目录", body: `
			|一级代码|一级目录|二级代码|二级目录|
			|01|公共服务|0101|教育服务|
			|^|^|0102|就业服务|
			|02|辅助服务|0201|法律服务|
			|^|^|0202|会议服务|`, want: `
01:公共服务
  0101:教育服务
  0102:就业服务
02:辅助服务
  0201:法律服务
  0202:会议服务`},
	}
}

// thirdLabelForms have labels before names, or text between the items.
func thirdLabelForms() []form {
	return []form{
		{name: "five tiers by label and column", title: "云溪市政府购买服务目录", body: `
			|一级目录|二级目录|三级目录|四级目录|
			|一、公共服务|（一）教育服务|1.课程研究|（1）大纲编写|
			|^|^|^|（2）课件制作|
			|^|^|2.校园活动|（1）演出|
			|二、辅助服务|（一）法律服务|1.法律咨询|（1）合同审查|`, want: `
公共服务
  教育服务
    课程研究
      大纲编写
      课件制作
    校园活动
      演出
辅助服务
  法律服务
    法律咨询
      合同审查`},
		{name: "lines with a bracketed note", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			1.课程研究（包括大纲编写）
			2.校园活动
			二、辅助服务
			1.法律咨询
			2.会议服务`, want: `
公共服务
  课程研究 [包括大纲编写]
  校园活动
辅助服务
  法律咨询
  会议服务`},
		{name: "text tables of tabs, sections between", title: "云溪市政府集中采购目录", ext: "txt", body: `
			一、货物类
			A0201→服务器
			A0202→打印机→含耗材
			A0203→投影仪
			二、服务类
			C0101→印刷服务
			C0102→会议服务`, want: `
货物类
  A0201:服务器
  A0202:打印机 [含耗材]
  A0203:投影仪
服务类
  C0101:印刷服务
  C0102:会议服务`},
		{name: "last row a sentence, unspanned", title: "云溪市政府购买服务目录", body: `
			|序号|项目名称|说明|
			|1|课程研究||
			|2|校园活动|含组织|
			|说明：本目录由市财政局解释。|||`, want: `
课程研究
校园活动 [含组织]`},
	}
}

// thirdNearForms look like catalogues and are none.
func thirdNearForms() []form {
	return []form{
		{name: "none: a timetable", title: "政府购买服务目录编制工作安排表", body: `
			|序号|工作内容|完成时间|责任单位|
			|1|征求意见|3月|财政局|
			|2|印发目录|4月|财政局|`},
		{name: "none: answers to opinions", title: "《云溪市政府购买服务目录》征求意见采纳情况", body: `
			|序号|意见内容|提出单位|采纳情况|备注|
			|1|增加养老服务|市民政局|采纳||
			|2|删除会议服务|市直单位|未采纳|已说明|`},
		{name: "none: steps in a notice of a catalogue", title: "关于执行云溪市政府集中采购目录有关事项的通知", body: `
			各部门：
			一、目录内项目委托采购中心办理。
			二、目录外项目达到限额标准的，委托代理机构办理。
			三、涉密项目按照有关规定执行。
			四、采购计划通过系统申报。
			五、本通知自印发之日起施行。
			六、执行中的问题请向市财政局反映。`},
		{name: "none: a list of institutions", title: "云溪市定点服务机构名录", body: `
			1.云溪市第一印刷厂
			2.云溪市会议中心
			3.云溪宾馆
			4.云溪市汽车维修公司
			5.云溪市物业公司`},
	}
}
