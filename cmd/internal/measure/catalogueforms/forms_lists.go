package main

import "slices"

// listForms are catalogues without tables.
func listForms() []form {
	return slices.Concat(
		numberedListForms(),
		joinedListForms(),
		codedListForms(),
		markdownListForms(),
		plainListForms(),
	)
}

// numberedWant is what the list of many forms without codes holds.
const numberedWant = `
公共服务
  教育服务
    课程研究
    校园活动
  就业服务
    技能培训
辅助服务
  法律服务
    法律咨询`

// codedWant is what the list of many forms with codes holds.
const codedWant = `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
B:辅助服务
  B01:法律服务
    B0101:法律咨询`

// numberedListForms tell the tiers by the style of numbers.
func numberedListForms() []form {
	return []form{
		{name: "numbering of four styles", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			（一）教育服务
			1.课程研究
			（1）大纲编写
			（2）课件制作
			2.校园活动
			（二）就业服务
			1.技能培训
			二、辅助服务
			（一）法律服务
			1.法律咨询`, want: `
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
		{name: "numbering behind a notice", title: "云溪市财政局关于印发政府购买服务目录的通知", ext: "txt", want: numberedWant, body: `
			各区县财政局，市级各部门：
			为规范政府购买服务行为，根据有关规定，市财政局制定了《云溪市政府购买服务目录》，现印发给你们，请遵照执行。执行中有何问题，请及时反馈。
			云溪市财政局
			2024年3月5日
			云溪市政府购买服务目录
			一、公共服务
			（一）教育服务
			1.课程研究
			2.校园活动
			（二）就业服务
			1.技能培训
			二、辅助服务
			（一）法律服务
			1.法律咨询`},
	}
}

// joinedListForms have notes or further items behind a name in its line.
func joinedListForms() []form {
	return []form{
		{name: "notes behind a full stop or a colon", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			（一）课程研究。包括大纲编写、课件制作。
			（二）校园活动：含演出、比赛和展览
			（三）技能培训
			二、辅助服务
			（一）法律咨询：合同审查；出具意见
			（二）会议服务。含场地布置。`, want: `
公共服务
  课程研究 [包括大纲编写、课件制作。]
  校园活动 [含演出、比赛和展览]
  技能培训
辅助服务
  法律咨询 [合同审查；出具意见]
  会议服务 [含场地布置。]`},
		{name: "items joined in a line", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			（一）教育服务。1.课程研究；2.校园活动；3.教材编写。
			（二）就业服务。1.技能培训；2.就业指导。
			二、辅助服务
			（一）法律服务。1.法律咨询；2.法律援助。`, want: `
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
    法律咨询
    法律援助`},
		{name: "enumerations behind 包括 are notes", title: "云溪市政府购买服务目录", body: `
			一、公共服务
			（一）教育服务，包括：课程研究、校园活动、教材编写。
			（二）就业服务，包括：技能培训、就业指导。
			（三）养老服务
			二、辅助服务
			（一）法律服务，包括：法律咨询、法律援助。
			（二）会议服务`, want: `
公共服务
  教育服务 [包括：课程研究、校园活动、教材编写。]
  就业服务 [包括：技能培训、就业指导。]
  养老服务
辅助服务
  法律服务 [包括：法律咨询、法律援助。]
  会议服务`},
	}
}

// codedListForms have codes before the names.
func codedListForms() []form {
	return []form{
		{name: "codes and tabs", title: "云溪市政府购买服务目录", ext: "txt", want: codedWant, body: `
			A→公共服务
			A01→教育服务
			A0101→课程研究
			A0102→校园活动→含组织
			B→辅助服务
			B01→法律服务
			B0101→法律咨询`},
		{name: "tab table with a head", title: "云溪市政府购买服务目录", ext: "txt", want: codedWant, body: `
			编码→名称→说明
			A→公共服务
			A01→教育服务
			A0101→课程研究
			A0102→校园活动→含组织
			B→辅助服务
			B01→法律服务
			B0101→法律咨询`},
		{name: "codes glued to names in lines", title: "云溪市政府购买服务目录", want: codedWant, body: `
			A公共服务
			A01教育服务
			A0101课程研究
			A0102校园活动：含组织
			B辅助服务
			B01法律服务
			B0101法律咨询`},
	}
}

// markdownListForms are written with the marks of Markdown.
func markdownListForms() []form {
	return []form{
		{name: "markdown headings and numbers", title: "云溪市政府购买服务目录", ext: "md", want: numberedWant, body: `
			#一、公共服务
			（一）教育服务
			1. 课程研究
			2. 校园活动
			（二）就业服务
			1. 技能培训
			#二、辅助服务
			（一）法律服务
			1. 法律咨询`},
		{name: "markdown bullets with codes", title: "云溪市政府购买服务目录", ext: "md", want: codedWant, body: `
			- A 公共服务
			- A01 教育服务
			- A0101 课程研究
			- A0102 校园活动：含组织
			- B 辅助服务
			- B01 法律服务
			- B0101 法律咨询`},
	}
}

// plainListForms have one mark for all tiers, or none.
func plainListForms() []form {
	return []form{
		{name: "white space alone", title: "云溪市政府购买服务目录", ext: "txt", want: numberedWant, body: `
			公共服务
			_教育服务
			__课程研究
			__校园活动
			_就业服务
			__技能培训
			辅助服务
			_法律服务
			__法律咨询`},
		{name: "negative list", title: "云溪市政府购买服务负面清单", body: `
			一、不属于政府职责范围的服务事项；
			二、应当由政府直接履职的事项；
			三、融资行为；
			四、购买主体的人员招聘以及以劳务派遣方式用工；
			五、法律、行政法规以及国务院规定的其他不得作为政府购买服务内容的事项。`, want: `
不属于政府职责范围的服务事项
应当由政府直接履职的事项
融资行为
购买主体的人员招聘以及以劳务派遣方式用工
法律、行政法规以及国务院规定的其他不得作为政府购买服务内容的事项`},
		{name: "sections and points", title: "云溪市政府购买服务目录", body: `
			1 公共服务
			1.1 教育服务
			1.1.1 课程研究
			1.1.2 校园活动
			1.2 就业服务
			1.2.1 技能培训
			2 辅助服务
			2.1 法律服务
			2.1.1 法律咨询`, want: `
1:公共服务
  1.1:教育服务
    1.1.1:课程研究
    1.1.2:校园活动
  1.2:就业服务
    1.2.1:技能培训
2:辅助服务
  2.1:法律服务
    2.1.1:法律咨询`},
	}
}
