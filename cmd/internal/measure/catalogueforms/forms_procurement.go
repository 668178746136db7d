package main

import "slices"

// procurementForms are catalogues of centralised procurement: sections, items
// with codes, remarks and thresholds.
func procurementForms() []form {
	return slices.Concat(
		procurementSectionForms(),
		procurementItemForms(),
		procurementLayoutForms(),
	)
}

// sectionsWant is what the first catalogues of sections hold.
const sectionsWant = `
货物类
  通用货物
    A02010104:服务器
    A02010105:台式计算机 [限五万元以上]
  专用货物
    A02320100:手术器械
服务类
  通用服务
    C23090100:印刷服务`

// procurementSectionForms write the tiers as rows between the items.
func procurementSectionForms() []form {
	return []form{
		{name: "sections spanned, two tiers", title: "云溪市政府集中采购目录及标准（2024年版）", want: sectionsWant, body: `
			|序号|品目|编码|备注|
			|一、货物类|<|<|<|
			|（一）通用货物|<|<|<|
			|1|服务器|A02010104||
			|2|台式计算机|A02010105|限五万元以上|
			|（二）专用货物|<|<|<|
			|3|手术器械|A02320100||
			|二、服务类|<|<|<|
			|（一）通用服务|<|<|<|
			|4|印刷服务|C23090100||`},
		{name: "sections not spanned", title: "云溪市政府集中采购目录", want: sectionsWant, body: `
			|序号|品目名称|编码|备注|
			|一|货物类|||
			|（一）|通用货物|||
			|1|服务器|A02010104||
			|2|台式计算机|A02010105|限五万元以上|
			|（二）|专用货物|||
			|1|手术器械|A02320100||
			|二|服务类|||
			|（一）|通用服务|||
			|1|印刷服务|C23090100||`},
		{name: "sections in the first cell alone", title: "云溪市政府集中采购目录", body: `
			|序号|品目|编码|适用范围|备注|
			|一、货物类|||||
			|1|服务器|A02010104|所有单位||
			|2|台式计算机|A02010105||限五万元以上|
			|二、服务类|||||
			|3|印刷服务|C23090100|||`, want: `
货物类
  A02010104:服务器 [适用范围：所有单位]
  A02010105:台式计算机 [备注：限五万元以上]
服务类
  C23090100:印刷服务`},
	}
}

// procurementItemForms have stars, labels and thresholds at the items.
func procurementItemForms() []form {
	return []form{
		{name: "thresholds, units, stars and notes", title: "云溪市政府集中采购目录及限额标准", body: `
			单位：万元
			|编码|品目名称|限额标准（万元）|说明|
			|A02|信息化设备|||
			|A0201|★服务器|50|含塔式|
			|A0202|打印机|30||
			|C|服务|||
			|C01|物业管理服务|100||
			|注：1.带★的品目适用全省联动采购。|<|<|<|
			|2.限额标准为年度累计金额。|<|<|<|`, want: `
A02:信息化设备
  A0201:★服务器 [含塔式]
  A0202:打印机
C:服务
  C01:物业管理服务`},
		{name: "items without codes below coded ones", title: "云溪市政府集中采购目录", body: `
			|编码|品目|备注|
			|A0201|计算机设备||
			||（1）服务器||
			||（2）台式计算机|含显示器|
			|A0202|打印设备||
			||（1）激光打印机||
			|A0203|投影设备||
			|C0101|印刷服务||`, want: `
A0201:计算机设备
  服务器
  台式计算机 [含显示器]
A0202:打印设备
  激光打印机
A0203:投影设备
C0101:印刷服务`},
		{name: "three classes merged in the first column", title: "云溪市政府集中采购目录", body: `
			|类别|编码|品目名称|备注|
			|货物|A02010104|服务器||
			|^|A02010105|台式计算机|限五万元以上|
			|工程|B01000000|房屋施工||
			|服务|C23090100|印刷服务|不含涉密|
			|^|C21040000|物业管理服务||`, want: `
货物
  A02010104:服务器
  A02010105:台式计算机 [限五万元以上]
工程
  B01000000:房屋施工
服务
  C23090100:印刷服务 [不含涉密]
  C21040000:物业管理服务`},
	}
}

// procurementLayoutForms are spaced, split or set side by side to fit a page.
func procurementLayoutForms() []form {
	return []form{
		{name: "spaced heads and remarks in heads", title: "云溪市集中采购目录", body: `
			|编　码（代号）|品 目 名 称|限 额（万元）|备　　注|
			|A01|办　公 家 具|20||
			|A0101|木　　床|20|含儿童床|
			|A0102|金属台桌|20||
			|A02|被 服|30||`, want: `
A01:办公家具
  A0101:木床 [含儿童床]
  A0102:金属台桌
A02:被服`},
		{name: "two groups side by side", title: "云溪市政府采购品目分类目录", body: `
			|编码|品目名称|编码|品目名称|
			|A|货物|B|工程|
			|A01|办公家具|B01|房屋施工|
			|A0101|木床|B0101|办公用房施工|
			|A0102|金属台桌|B02|装修|`, want: `
A:货物
  A01:办公家具
    A0101:木床
    A0102:金属台桌
B:工程
  B01:房屋施工
    B0101:办公用房施工
  B02:装修`},
		{name: "groups side by side, running numbers", title: "云溪市政府购买服务负面清单", body: `
			|序号|事项|序号|事项|
			|1|行政许可|4|行政强制|
			|2|行政处罚|5|行政征收|
			|3|行政裁决|||`, want: `
行政许可
行政处罚
行政裁决
行政强制
行政征收`},
		{name: "tables split, heads repeated, sections", title: "云溪市集中采购目录", body: `
			|序号|品目|编码|
			|一、货物类|<|<|
			|1|服务器|A02010104|
			|2|台式计算机|A02010105|

			|序号|品目|编码|
			|3|打印机|A02010601|
			|二、服务类|<|<|
			|4|印刷服务|C23090100|`, want: `
货物类
  A02010104:服务器
  A02010105:台式计算机
  A02010601:打印机
服务类
  C23090100:印刷服务`},
	}
}
