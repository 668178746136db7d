package main

import "slices"

// tierForms are catalogues whose tiers have columns of their own, as guiding
// catalogues of bought services do.
func tierForms() []form {
	return slices.Concat(
		tierCodeForms(),
		tierRepeatForms(),
		tierGluedForms(),
		tierHeadForms(),
		tierSpanForms(),
		tierCountForms(),
	)
}

// wholeWant is what the tree of many forms with codes holds.
const wholeWant = `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
  A02:就业服务
    A0201:技能培训
B:辅助服务
  B01:法律服务
    B0101:法律咨询 [不含诉讼]`

// codelessWant is what the tree of many forms without codes holds.
const codelessWant = `
公共服务
  教育服务
    课程研究
    校园活动 [含组织]
  就业服务
    技能培训
辅助服务
  法律服务
    法律咨询 [不含诉讼]`

// tierCodeForms have a code for each tier, in one column or in several.
func tierCodeForms() []form {
	return []form{
		{name: "class, kind, item with codes each, merged", title: "云溪市政府购买服务指导性目录", want: wholeWant, body: `
			|代码|类|代码|款|代码|项|说明|
			|A|公共服务|A01|教育服务|A0101|课程研究||
			|^|^|^|^|A0102|校园活动|含组织|
			|^|^|A02|就业服务|A0201|技能培训||
			|B|辅助服务|B01|法律服务|B0101|法律咨询|不含诉讼|`},
		{name: "staircase, one code column", title: "云溪市政府购买服务指导性目录（2024年版）", want: wholeWant, body: `
			|编码|一级目录|二级目录|三级目录|说明|
			|A|公共服务||||
			|A01||教育服务|||
			|A0101|||课程研究||
			|A0102|||校园活动|含组织|
			|A02||就业服务|||
			|A0201|||技能培训||
			|B|辅助服务||||
			|B01||法律服务|||
			|B0101|||法律咨询|不含诉讼|`},
		{name: "department codes 002A", title: "云溪市民政局政府购买服务指导性目录", body: `
			|代码|一级目录|二级目录|三级目录|说明|
			|002A|公共服务||||
			|002A01||养老服务|||
			|002A0101|||居家照料|含送餐|
			|002A0102|||机构托养||
			|002B|辅助服务||||
			|002B01||法律服务|||
			|002B0101|||法律咨询||`, want: `
002A:公共服务
  002A01:养老服务
    002A0101:居家照料 [含送餐]
    002A0102:机构托养
002B:辅助服务
  002B01:法律服务
    002B0101:法律咨询`},
	}
}

// tierRepeatForms merge, repeat or leave blank the upper tiers.
func tierRepeatForms() []form {
	return []form{
		{name: "running number only, merged", title: "云溪市政府购买服务目录", want: codelessWant, body: `
			|序号|一级目录|二级目录|三级目录|备注|
			|1|公共服务|教育服务|课程研究||
			|2|^|^|校园活动|含组织|
			|3|^|就业服务|技能培训||
			|4|辅助服务|法律服务|法律咨询|不含诉讼|`},
		{name: "upper tiers repeated, codes in names", title: "云溪市政府购买服务目录", want: wholeWant, body: `
			|一级目录|二级目录|三级目录|说明|
			|A 公共服务|A01 教育服务|A0101 课程研究||
			|A 公共服务|A01 教育服务|A0102 校园活动|含组织|
			|A 公共服务|A02 就业服务|A0201 技能培训||
			|B 辅助服务|B01 法律服务|B0101 法律咨询|不含诉讼|`},
		{name: "upper tiers left blank", title: "云溪市政府购买服务目录", want: wholeWant, body: `
			|一级目录|二级目录|三级目录|说明|
			|A、公共服务|A01、教育服务|A0101、课程研究||
			|||A0102、校园活动|含组织|
			||A02、就业服务|A0201、技能培训||
			|B、辅助服务|B01、法律服务|B0101、法律咨询|不含诉讼|`},
		{name: "blank upper tiers after a repeated head", title: "云溪市政府购买服务目录", want: wholeWant, body: `
			|代码|一级目录|代码|二级目录|代码|三级目录|备注|
			|A|公共服务|A01|教育服务|A0101|课程研究||
			|代码|一级目录|代码|二级目录|代码|三级目录|备注|
			|||||A0102|校园活动|含组织|
			|||A02|就业服务|A0201|技能培训||
			|B|辅助服务|B01|法律服务|B0101|法律咨询|不含诉讼|`},
		{name: "tables a page, upper tiers blank, no head", title: "云溪市政府购买服务目录", want: codelessWant, body: `
			|序号|类别|款|项|备注|
			|1|公共服务|教育服务|课程研究||

			|2|||校园活动|含组织|
			|3||就业服务|技能培训||

			|4|辅助服务|法律服务|法律咨询|不含诉讼|`},
		{name: "tables a page, repeated head and upper tiers", title: "云溪市政府购买服务目录", want: codelessWant, body: `
			|序号|大类|中类|小类|备注|
			|1|公共服务|教育服务|课程研究||

			|序号|大类|中类|小类|备注|
			|2|公共服务|教育服务|校园活动|含组织|
			|3|公共服务|就业服务|技能培训||

			|序号|大类|中类|小类|备注|
			|4|辅助服务|法律服务|法律咨询|不含诉讼|`},
	}
}

// tierGluedForms write codes in full width, at one tier only or glued to names.
func tierGluedForms() []form {
	return []form{
		{name: "full-width codes", title: "云溪市政府购买服务目录", want: wholeWant, body: `
			|代　码|一级目录|二级目录|三级目录|说　明|
			|Ａ|公共服务||||
			|Ａ０１||教育服务|||
			|Ａ０１０１|||课程研究||
			|Ａ０１０２|||校园活动|含组织|
			|Ａ０２||就业服务|||
			|Ａ０２０１|||技能培训||
			|Ｂ|辅助服务||||
			|Ｂ０１||法律服务|||
			|Ｂ０１０１|||法律咨询|不含诉讼|`},
		{name: "code column of the innermost tier only", title: "云溪市政府购买服务目录", body: `
			|一级目录|二级目录|编码|三级目录|说明|
			|公共服务|教育服务|A0101|课程研究||
			|^|^|A0102|校园活动|含组织|
			|^|就业服务|A0201|技能培训||
			|辅助服务|法律服务|B0101|法律咨询|不含诉讼|`, want: `
公共服务
  教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
  就业服务
    A0201:技能培训
辅助服务
  法律服务
    B0101:法律咨询 [不含诉讼]`},
		{name: "codes glued to names, merged", title: "云溪市政府购买服务目录", want: wholeWant, body: `
			|一级目录|二级目录|三级目录|说明|
			|A公共服务|A01教育服务|A0101课程研究||
			|^|^|A0102校园活动|含组织|
			|^|A02就业服务|A0201技能培训||
			|B辅助服务|B01法律服务|B0101法律咨询|不含诉讼|`},
	}
}

// tierHeadForms have heads of several rows, or columns that say nothing of items.
func tierHeadForms() []form {
	return []form{
		{name: "head of two rows", title: "云溪市政府购买服务目录", want: wholeWant, body: `
			|目录编码|目录名称|<|<|说明|
			|^|一级|二级|三级|^|
			|A|公共服务||||
			|A01||教育服务|||
			|A0101|||课程研究||
			|A0102|||校园活动|含组织|
			|A02||就业服务|||
			|A0201|||技能培训||
			|B|辅助服务||||
			|B01||法律服务|||
			|B0101|||法律咨询|不含诉讼|`},
		{name: "head of three rows, title and unit inside", title: "关于印发购买服务目录的通知", want: codelessWant, body: `
			|云溪市政府购买服务指导性目录|<|<|<|<|
			|填报单位：云溪市财政局|<|<|<|<|
			|序号|目录|<|<|备注|
			|^|分类|<|内容|^|
			|^|一级|二级|三级|^|
			|1|公共服务|教育服务|课程研究||
			|2|^|^|校园活动|含组织|
			|3|^|就业服务|技能培训||
			|4|辅助服务|法律服务|法律咨询|不含诉讼|`},
		{name: "unknown columns on all sides", title: "云溪市政府购买服务目录（2024年）", want: codelessWant, body: `
			|新增/调整|序号|一级目录|二级目录|三级目录|购买主体|说明|承接主体|责任处室|
			||1|公共服务|教育服务|课程研究|市教育局||社会组织、企业|教科文处|
			|新增|2|^|^|校园活动|市教育局|含组织|社会组织|教科文处|
			|调整|3|^|就业服务|技能培训|市人社局||企业|社保处|
			||4|辅助服务|法律服务|法律咨询|各部门|不含诉讼|律师事务所|各处室|`},
	}
}

// tierSpanForms name a class once for all its rows.
func tierSpanForms() []form {
	return []form{
		{name: "class cell over all its rows, no kinds", title: "云溪市政府购买服务目录", body: `
			|类别|序号|服务项目|具体内容|
			|公共服务|1|课程研究|编写教学大纲|
			|^|2|校园活动|组织演出和比赛|
			|辅助服务|3|法律咨询|合同审查|`, want: `
公共服务
  课程研究 [编写教学大纲]
  校园活动 [组织演出和比赛]
辅助服务
  法律咨询 [合同审查]`},
		{name: "tier cell spans the tiers below it", title: "云溪市政府购买服务目录", body: `
			|编码|一级目录|二级目录|三级目录|
			|A|公共服务|<|<|
			|A01||教育服务|<|
			|A0101|||课程研究|
			|B|辅助服务|<|<|
			|B01||法律服务|<|
			|B0101|||法律咨询|`, want: `
A:公共服务
  A01:教育服务
    A0101:课程研究
B:辅助服务
  B01:法律服务
    B0101:法律咨询`},
		{name: "tables a class under headings", title: "云溪市政府购买服务目录", body: `
			一、基本公共服务
			|序号|项目名称|说明|
			|1|课程研究||
			|2|校园活动|含组织|

			二、社会管理服务
			|序号|项目名称|说明|
			|1|社区矫正||
			|2|法律援助|含咨询|

			三、辅助服务
			|序号|项目名称|说明|
			|1|会议服务||`, want: `
基本公共服务
  课程研究
  校园活动 [含组织]
社会管理服务
  社区矫正
  法律援助 [含咨询]
辅助服务
  会议服务`},
		{name: "markdown, blank upper tiers", title: "云溪市政府购买服务目录", ext: "md", want: wholeWant, body: `
			|代码|一级目录|代码|二级目录|代码|三级目录|说明|
			|A|公共服务|A01|教育服务|A0101|课程研究||
			|^|^|^|^|A0102|校园活动|含组织|
			|^|^|A02|就业服务|A0201|技能培训||
			|B|辅助服务|B01|法律服务|B0101|法律咨询|不含诉讼|`},
	}
}

// tierCountForms state a count that the table does not hold.
func tierCountForms() []form {
	return []form{
		{name: "count in the notice, code missing", title: "云溪市政府购买服务指导性目录", wrong: "gap A0102 row 3", body: `
			本目录共2大类2中类5小类，自2024年1月1日起施行。
			|代码|一级目录|代码|二级目录|代码|三级目录|说明|
			|A|公共服务|A01|教育服务|A0101|课程研究||
			|^|^|^|^|A0103|校园活动|含组织|
			|^|^|^|^|A0104|教材编写||
			|B|辅助服务|B01|法律服务|B0101|法律咨询|不含诉讼|`, want: `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0103:校园活动 [含组织]
    A0104:教材编写
B:辅助服务
  B01:法律服务
    B0101:法律咨询 [不含诉讼]`},
		{name: "count in the notice, row twice", title: "云溪市政府购买服务指导性目录", wrong: "twice B0101法律咨询 row 5", body: `
			本目录共2大类2中类3小类，自2024年1月1日起施行。
			|代码|一级目录|代码|二级目录|代码|三级目录|说明|
			|A|公共服务|A01|教育服务|A0101|课程研究||
			|^|^|^|^|A0102|校园活动|含组织|
			|B|辅助服务|B01|法律服务|B0101|法律咨询|不含诉讼|
			|^|^|^|^|B0101|法律咨询|不含诉讼|`, want: `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
B:辅助服务
  B01:法律服务
    B0101:法律咨询 [不含诉讼]
    B0101:法律咨询 [不含诉讼]`},
	}
}
