package main

import "slices"

// secondForms were written down after the reader was mended by the first ones.
func secondForms() []form {
	return slices.Concat(
		secondColumnForms(),
		secondCodeForms(),
		secondSectionForms(),
		secondLineForms(),
		secondHeadForms(),
		secondNumberForms(),
		secondNearForms(),
	)
}

// secondColumnForms have a column for each tier.
func secondColumnForms() []form {
	return []form{
		{name: "two catalogues in one notice", title: "关于公布集中采购目录和购买服务目录的通知", body: `
			附件1
			云溪市政府集中采购目录
			|编码|品目名称|备注|
			|A01|办公家具||
			|A0101|木床|含儿童床|
			|A0102|金属台桌||
			附件2
			云溪市政府购买服务指导性目录
			|编码|一级目录|二级目录|说明|
			|A|公共服务|||
			|A01||教育服务|含组织|
			|B|辅助服务|||
			|B01||法律服务||`, want: `
A01:办公家具
  A0101:木床 [含儿童床]
  A0102:金属台桌
A:公共服务
  A01:教育服务 [含组织]
B:辅助服务
  B01:法律服务`},
		{name: "ditto marks and dashes", title: "云溪市政府购买服务目录", want: codelessWant, body: `
			|序号|一级目录|二级目录|三级目录|说明|
			|1|公共服务|教育服务|课程研究|—|
			|2|〃|〃|校园活动|含组织|
			|3|〃|就业服务|技能培训|/|
			|4|辅助服务|法律服务|法律咨询|不含诉讼|`},
		{name: "upright class names, breaks between characters", title: "云溪市政府购买服务目录", want: codelessWant, body: `
			|序号|类¶别|款|项|备¶注|
			|1|公¶共¶服¶务|教育¶服务|课程研究||
			|2|^|^|校园活动|含组织|
			|3|^|就业¶服务|技能培训||
			|4|辅¶助¶服¶务|法律¶服务|法律咨询|不含诉讼|`},
		{name: "heads name tiers twice", title: "云溪市政府购买服务指导性目录", want: codelessWant, body: `
			|序号|一级（大类）|二级（中类）|三级（小类）|说明|
			|1|公共服务|教育服务|课程研究||
			|2|公共服务|教育服务|校园活动|含组织|
			|3|公共服务|就业服务|技能培训||
			|4|辅助服务|法律服务|法律咨询|不含诉讼|`},
	}
}

// secondCodeForms have the tier in a label or a code.
func secondCodeForms() []form {
	return []form{
		{name: "numbered items in one cell, broken lines", title: "云溪市政府购买服务目录", body: `
			|一级目录|二级目录|三级目录|
			|公共服务|教育服务|1.课程研究¶2.校园活动¶3.教材编写|
			|^|就业服务|1.技能培训¶2.就业指导|
			|辅助服务|法律服务|1.法律咨询|`, want: `
公共服务
  教育服务
    课程研究
    校园活动
    教材编写
  就业服务
    技能培训
    就业指导
辅助服务
  法律服务
    法律咨询`},
		{name: "letters, hyphens and three digits", title: "云溪市政府购买服务目录", body: `
			|目录代码|目录名称|内容说明|
			|A|公共服务||
			|A-01|教育服务||
			|A-01-001|课程研究||
			|A-01-002|校园活动|含组织|
			|B|辅助服务||
			|B-01|法律服务||
			|B-01-001|法律咨询||`, want: `
A:公共服务
  A-01:教育服务
    A-01-001:课程研究
    A-01-002:校园活动 [含组织]
B:辅助服务
  B-01:法律服务
    B-01-001:法律咨询`},
	}
}

// secondSectionForms write the tiers as rows between the items.
func secondSectionForms() []form {
	return []form{
		{name: "three groups side by side with sections", title: "云溪市政府采购品目目录", body: `
			|编码|名称|编码|名称|编码|名称|
			|一、货物类|<|<|<|<|<|
			|A01|家具|A03|被服|A05|图书|
			|A02|设备|A04|耗材|||
			|二、服务类|<|<|<|<|<|
			|C01|印刷服务|C02|会议服务|C03|物业服务|`, want: `
货物类
  A01:家具
  A02:设备
  A03:被服
  A04:耗材
  A05:图书
服务类
  C01:印刷服务
  C02:会议服务
  C03:物业服务`},
		{name: "sections without numbers, not spanned", title: "云溪市政府集中采购目录", body: `
			|编码|品目名称|适用范围|
			||货物类||
			|A02010104|服务器|所有单位|
			|A02010105|台式计算机||
			|A02010601|打印机||
			||服务类||
			|C23090100|印刷服务||
			|C21040000|物业管理服务|市本级|
			|C22010000|会议服务||`, want: `
货物类
  A02010104:服务器 [所有单位]
  A02010105:台式计算机
  A02010601:打印机
服务类
  C23090100:印刷服务
  C21040000:物业管理服务 [市本级]
  C22010000:会议服务`},
	}
}

// secondLineForms are written in lines.
func secondLineForms() []form {
	return []form{
		{name: "columns of spaces in a text", title: "云溪市政府购买服务目录", ext: "txt", body: `
			编码      名称        说明
			A         公共服务
			A01       教育服务
			A0101     课程研究
			A0102     校园活动    含组织
			B         辅助服务
			B01       法律服务`, want: `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
B:辅助服务
  B01:法律服务`},
		{name: "half-width brackets, circled numbers", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			(一)教育服务
			1、课程研究
			①大纲编写
			②课件制作
			2、校园活动
			(二)就业服务
			1、技能培训
			二、辅助服务
			(一)法律服务
			1、法律咨询`, want: `
公共服务
  教育服务
    课程研究
      大纲编写
      课件制作
    校园活动
  就业服务
    技能培训
辅助服务
  法律服务
    法律咨询`},
		{name: "parts named in order", title: "云溪市政府购买服务目录", body: `
			第一类　公共服务
			1.课程研究
			2.校园活动：含组织
			3.技能培训
			第二类　辅助服务
			1.法律咨询
			2.会议服务`, want: `
公共服务
  课程研究
  校园活动 [含组织]
  技能培训
辅助服务
  法律咨询
  会议服务`},
	}
}

// secondHeadForms have heads and headings out of the ordinary.
func secondHeadForms() []form {
	return []form{
		{name: "markdown table with bold sections", title: "云溪市政府集中采购目录", ext: "md", body: `
			|序号|品目|编码|备注|
			|**一、货物类**||||
			|1|服务器|A02010104||
			|2|台式计算机|A02010105|限五万元以上|
			|**二、服务类**||||
			|3|印刷服务|C23090100||`, want: `
货物类
  A02010104:服务器
  A02010105:台式计算机 [限五万元以上]
服务类
  C23090100:印刷服务`},
		{name: "a head over code and name", title: "云溪市政府集中采购目录", body: `
			|序号|品目|<|限额标准（万元）|<|备注|
			|^|编码|名称|市级|县级|^|
			|1|A02010104|服务器|50|30||
			|2|A02010105|台式计算机|50|30|不含平板|
			|3|C23090100|印刷服务|20|10||`, want: `
A02010104:服务器
A02010105:台式计算机 [不含平板]
C23090100:印刷服务`},
		{name: "headings of two depths above tables", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			（一）教育服务
			|序号|项目|说明|
			|1|课程研究||
			|2|校园活动|含组织|
			（二）就业服务
			|序号|项目|说明|
			|1|技能培训||
			二、辅助服务
			（一）法律服务
			|序号|项目|说明|
			|1|法律咨询|不含诉讼|`, want: codelessWant},
	}
}

// secondNumberForms have running numbers and sums.
func secondNumberForms() []form {
	return []form{
		{name: "running numbers, one missing", title: "云溪市政府购买服务目录", wrong: "gap 3 row 4", body: `
			目录共5项，由市财政局负责解释。
			|序号|项目名称|说明|
			|1|课程研究||
			|2|校园活动|含组织|
			|4|技能培训||
			|5|法律咨询||`, want: `
课程研究
校园活动 [含组织]
技能培训
法律咨询`},
		{name: "sums and subtotals between", title: "云溪市政府购买服务目录", body: `
			|序号|类别|项目名称|说明|
			|1|公共服务|课程研究||
			|2|^|校园活动|含组织|
			|小计|<|2项||
			|3|辅助服务|法律咨询||
			|小计|<|1项||
			|合计|<|3项||`, want: `
公共服务
  课程研究
  校园活动 [含组织]
辅助服务
  法律咨询`},
		{name: "class numbers and item numbers", title: "云溪市政府购买服务目录", body: `
			|序号|类别|序号|项目名称|备注|
			|一|公共服务|1|课程研究||
			|^|^|2|校园活动|含组织|
			|二|辅助服务|3|法律咨询||
			|^|^|4|会议服务||`, want: `
公共服务
  课程研究
  校园活动 [含组织]
辅助服务
  法律咨询
  会议服务`},
	}
}

// secondNearForms look like catalogues and are none.
func secondNearForms() []form {
	return []form{
		{name: "none: questions about a catalogue", title: "《云溪市政府购买服务指导性目录》政策解读", body: `
			一、为什么制定目录
			为了规范政府购买服务，市财政局制定了本目录。
			二、目录有哪些内容
			目录包括公共服务和辅助服务两类。
			三、目录如何使用
			各部门根据目录编制预算，确定购买项目。
			四、目录何时施行
			目录自2024年1月1日起施行。
			五、向谁咨询
			可以向市财政局咨询。`},
		{name: "none: agencies", title: "云溪市政府采购代理机构名录", body: `
			|序号|机构名称|地址|联系电话|备注|
			|1|甲招标代理有限公司|中山路1号|0571-00000001||
			|2|乙工程咨询有限公司|人民路2号|0571-00000002|新增|`},
		{name: "none: intentions to buy", title: "云溪市财政局2024年政府采购意向", body: `
			|序号|采购项目名称|采购需求概况|预算金额（万元）|预计采购时间|备注|
			|1|物业管理服务|保洁和保安|120|2024年3月||
			|2|印刷服务|票据印刷|30|2024年4月||`},
		{name: "none: powers and duties", title: "云溪市财政局权责清单", body: `
			|序号|职权类型|职权名称|实施依据|备注|
			|1|行政处罚|对违法采购的处罚|采购法第七十一条||
			|2|行政检查|采购监督检查|采购法第五十九条||`},
		{name: "none: papers to hand in", title: "申请材料清单", body: `
			|序号|材料名称|份数|要求|备注|
			|1|申请表|2|加盖公章||
			|2|营业执照|1|复印件||`},
		{name: "none: fees", title: "云溪市行政事业性收费目录清单", body: `
			|序号|收费项目|收费标准|收费文件|备注|
			|1|证照工本费|10元|云价〔2019〕1号||
			|2|考试费|80元|云价〔2020〕2号||`},
	}
}
