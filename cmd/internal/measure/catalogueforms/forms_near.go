package main

import "slices"

// nearForms look like catalogues and are none: they must give no items.
func nearForms() []form {
	return slices.Concat(
		nearTableForms(),
		nearTitleForms(),
		nearNoticeForms(),
		nearListForms(),
	)
}

// nearTableForms are tables with numbers, names and remarks.
func nearTableForms() []form {
	return []form{
		{name: "none: prices", title: "关于公布医疗服务项目价格的通知", body: `
			|序号|项目编码|项目名称|计价单位|价格（元）|说明|
			|1|110100001|挂号费|次|1|含病历|
			|2|110200001|诊查费|次|15||
			|3|120100001|护理费|日|30||`},
		{name: "none: attendance", title: "十月份考勤表", body: `
			|序号|姓名|部门|出勤天数|备注|
			|1|张甲|办公室|22||
			|2|李乙|采购科|21|事假一天|`},
		{name: "none: awards", title: "云溪市政府采购服务类项目中标结果公告", body: `
			一、项目编号：YX2024-001
			二、项目名称：物业管理服务
			|序号|标的名称|中标供应商|中标金额（元）|备注|
			|1|物业管理服务|甲物业有限公司|120000||
			|2|保安服务|乙保安有限公司|80000||`},
		{name: "none: scores", title: "物业管理服务采购项目评分标准", body: `
			|序号|评分项目|分值|评分标准|说明|
			|1|投标报价|20|低价优先法||
			|2|服务方案|40|方案完整得满分||
			|3|业绩|40|每个业绩得五分||`},
	}
}

// nearTitleForms have titles like those of catalogues.
func nearTitleForms() []form {
	return []form{
		{name: "none: documents in force", title: "云溪市现行有效规范性文件目录", body: `
			|序号|文件名称|文号|施行日期|备注|
			|1|云溪市绿化管理规定|云政发〔2019〕1号|2019年1月1日||
			|2|云溪市采购管理规定|云政发〔2020〕2号|2020年1月1日|修订|`},
		{name: "none: laws in lines", title: "云溪市继续有效的规章目录", body: `
			1.云溪市绿化管理规定（2019年市政府令第1号）
			2.云溪市道路管理办法（2019年市政府令第2号）
			3.云溪市采购管理办法（2020年市政府令第3号）
			4.云溪市档案管理办法（2020年市政府令第4号）
			5.云溪市消防管理办法（2021年市政府令第5号）
			6.云溪市燃气管理办法（2021年市政府令第6号）`},
		{name: "none: contacts", title: "政府采购中心联系名单", body: `
			|序号|单位名称|联系人|联系电话|地址|
			|1|市采购中心|张甲|0571-00000001|中山路1号|
			|2|县采购中心|李乙|0571-00000002|人民路2号|`},
		{name: "none: a statute", title: "云溪市政府集中采购目录管理办法", body: `
			第一条 为了规范集中采购目录的制定，制定本办法。
			第二条 集中采购目录包括下列内容：
			（一）货物；
			（二）工程；
			（三）服务。
			第三条 目录由市财政局公布。
			第四条 本办法自2024年1月1日起施行。`},
	}
}

// nearNoticeForms are notices and tables that come with catalogues.
func nearNoticeForms() []form {
	return []form{
		{name: "none: a budget", title: "云溪市财政局2024年部门预算支出表", body: `
			单位：万元
			|科目编码|科目名称|合计|基本支出|项目支出|
			|201|一般公共服务支出|100|80|20|
			|20106|财政事务|100|80|20|
			|2010601|行政运行|80|80||
			|2010602|一般行政管理事务|20||20|`},
		{name: "none: thresholds", title: "云溪市政府采购限额标准", body: `
			|项目|货物|服务|工程|
			|市级|100万元|100万元|120万元|
			|县级|60万元|60万元|100万元|`},
		{name: "none: thresholds in a catalogue's notice", title: "云溪市2024年政府集中采购目录及标准", body: `
			一、集中采购机构采购项目由市财政局另行公布。
			二、分散采购限额标准
			|级次|货物|服务|工程|备注|
			|市级|100万元|100万元|120万元||
			|县级|60万元|60万元|100万元||`},
		{name: "none: requirements in a notice", title: "关于做好政府购买服务指导性目录编制工作的通知", body: `
			各区县财政局：
			一、提高认识。各单位要充分认识编制目录的重要意义，加强组织领导。
			二、明确分工。财政部门负责目录的审核，主管部门负责目录的编制。
			三、严格程序。编制目录应当征求意见，并按程序报批。
			（一）征求意见。应当征求社会组织的意见。
			（二）集体研究。应当经单位集体研究决定。
			四、加强监督。财政部门对目录的执行情况进行监督检查。
			五、及时调整。目录实行动态调整。`},
		{name: "none: a call for opinions", title: "关于征求《云溪市政府购买服务指导性目录》修改意见的公告", body: `
			现公开征求意见，请于2024年5月1日前反馈。
			|序号|单位名称|修改意见|理由|联系人及电话|
			|1|||||
			|2|||||
			|3|||||`},
	}
}

// nearListForms are lists of other things.
func nearListForms() []form {
	return []form{
		{name: "none: a purchase list", title: "办公家具采购清单", body: `
			|序号|名称|规格型号|数量|单价（元）|备注|
			|1|办公桌|1400×700|10|800|板式|
			|2|办公椅|网布|10|300||
			|3|文件柜|铁皮|5|600||`},
		{name: "none: a table of contents", title: "云溪市财政局2024年部门预算", ext: "txt", body: `
			目　录
			第一部分　部门概况
			一、主要职能
			二、机构设置
			第二部分　部门预算表
			一、收支总表
			二、收入总表
			三、支出总表
			第三部分　情况说明
			一、总体情况说明
			二、重要事项说明`},
		{name: "none: a transposed table", title: "云溪市政府购买服务项目情况", body: `
			|项目名称|物业管理服务|
			|项目编码|C2104|
			|购买主体|市财政局|
			|服务内容|保洁、保安|
			|备注|一年一招|`},
		{name: "none: performance indicators", title: "政府购买服务项目绩效目标表", body: `
			|一级指标|二级指标|三级指标|指标值|备注|
			|产出指标|数量指标|培训场次|10场||
			|^|质量指标|合格率|95%||
			|效益指标|社会效益|满意度|90%||`},
	}
}
