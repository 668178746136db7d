package main

import "slices"

// codeForms are catalogues of one column of names, whose codes say the tiers.
func codeForms() []form {
	return slices.Concat(
		lengthCodeForms(),
		groupCodeForms(),
		headlessCodeForms(),
		spacedCodeForms(),
	)
}

// lengthCodeForms have codes that grow with the tier or are padded with zeros.
func lengthCodeForms() []form {
	return []form{
		{name: "codes of growing length", title: "云溪市政府采购品目分类目录", body: `
			|编码|品目名称|说明|
			|A|货物||
			|A01|土地、建筑物及构筑物||
			|A0101|土地、海域及无居民海岛|包括滩涂|
			|A010101|境内土地||
			|A010199|其他土地||
			|A0102|建筑物||
			|A02|通用设备||
			|A0201|计算机设备及软件||
			|A020101|计算机设备||
			|A02010101|巨型计算机||
			|B|工程||
			|B01|建筑物施工||`, want: `
A:货物
  A01:土地、建筑物及构筑物
    A0101:土地、海域及无居民海岛 [包括滩涂]
      A010101:境内土地
      A010199:其他土地
    A0102:建筑物
  A02:通用设备
    A0201:计算机设备及软件
      A020101:计算机设备
        A02010101:巨型计算机
B:工程
  B01:建筑物施工`},
		{name: "letter and eight digits, padded", title: "云溪市政府采购品目分类目录（2022年版）", body: `
			|编码|品目名称|品目说明|
			|A|货物||
			|A01000000|房屋和构筑物||
			|A01010000|房屋|包括办公用房|
			|A01010100|办公用房||
			|A01010101|机关办公用房||
			|A01010200|业务用房||
			|A02000000|设备||
			|A02010000|信息化设备||
			|A02010100|计算机||
			|C|服务||
			|C01000000|教育服务||
			|C01010000|学前教育服务||`, want: `
A:货物
  A01000000:房屋和构筑物
    A01010000:房屋 [包括办公用房]
      A01010100:办公用房
        A01010101:机关办公用房
      A01010200:业务用房
  A02000000:设备
    A02010000:信息化设备
      A02010100:计算机
C:服务
  C01000000:教育服务
    C01010000:学前教育服务`},
	}
}

// groupCodeForms have codes of pairs of digits or of groups between marks.
func groupCodeForms() []form {
	return []form{
		{name: "digits in pairs", title: "云溪市政府购买服务指导性目录", body: `
			|代码|目录名称|说明|
			|01|公共服务||
			|0101|教育服务||
			|010101|课程研究||
			|010102|校园活动|含组织|
			|0102|就业服务||
			|02|辅助服务||
			|0201|法律服务||`, want: `
01:公共服务
  0101:教育服务
    010101:课程研究
    010102:校园活动 [含组织]
  0102:就业服务
02:辅助服务
  0201:法律服务`},
		{name: "groups with hyphens", title: "云溪市政府购买服务目录", body: `
			|编号|服务项目|说明|
			|1|公共服务||
			|1-01|教育服务||
			|1-01-01|课程研究||
			|1-01-02|校园活动|含组织|
			|1-02|就业服务||
			|2|辅助服务||
			|2-01|法律服务||`, want: `
1:公共服务
  1-01:教育服务
    1-01-01:课程研究
    1-01-02:校园活动 [含组织]
  1-02:就业服务
2:辅助服务
  2-01:法律服务`},
		{name: "groups with points under a running number", title: "云溪市政府购买服务目录", body: `
			|序号|服务项目|说明|
			|1|公共服务||
			|1.1|教育服务||
			|1.1.1|课程研究||
			|1.1.2|校园活动|含组织|
			|1.2|就业服务||
			|2|辅助服务||
			|2.1|法律服务||`, want: `
1:公共服务
  1.1:教育服务
    1.1.1:课程研究
    1.1.2:校园活动 [含组织]
  1.2:就业服务
2:辅助服务
  2.1:法律服务`},
	}
}

// headlessCodeForms have no head above the codes, or no column for them.
func headlessCodeForms() []form {
	return []form{
		{name: "codes in names, one column and a note", title: "云溪市政府购买服务目录", body: `
			|项目名称|说明|
			|A 公共服务||
			|A01 教育服务||
			|A0101 课程研究||
			|A0102 校园活动|含组织|
			|B 辅助服务||
			|B01 法律服务||`, want: `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
B:辅助服务
  B01:法律服务`},
		{name: "no head, codes and names", title: "云溪市政府购买服务目录", body: `
			|A|公共服务||
			|A01|教育服务||
			|A0101|课程研究||
			|A0102|校园活动|含组织|
			|B|辅助服务||
			|B01|法律服务||`, want: `
A:公共服务
  A01:教育服务
    A0101:课程研究
    A0102:校园活动 [含组织]
B:辅助服务
  B01:法律服务`},
		{name: "split tables, the second without a head", title: "云溪市政府采购品目分类目录", body: `
			|编码|品目名称|说明|
			|A|货物||
			|A01|办公家具||
			|A0101|木床|含儿童床|

			|A0102|金属台桌||
			|A02|被服|含窗帘|
			|B|工程||`, want: `
A:货物
  A01:办公家具
    A0101:木床 [含儿童床]
    A0102:金属台桌
  A02:被服 [含窗帘]
B:工程`},
	}
}

// spacedCodeForms have white space in cells: once it says the tier, once nothing.
func spacedCodeForms() []form {
	return []form{
		{name: "tiers by white space in cells", title: "云溪市政府购买服务目录", body: `
			|目录名称|说明|
			|公共服务||
			|_教育服务||
			|__课程研究||
			|__校园活动|含组织|
			|_就业服务||
			|辅助服务||
			|_法律服务||`, want: `
公共服务
  教育服务
    课程研究
    校园活动 [含组织]
  就业服务
辅助服务
  法律服务`},
		{name: "codes with spaces and breaks inside", title: "云溪市政府采购品目分类目录", body: `
			|编码|品目名称|说明|
			|A 01|办公¶家具||
			|A0 101|木 床|含儿童床，¶不含婴儿床|
			|A01¶02|金属台桌||
			|A02|被服||`, want: `
A01:办公家具
  A0101:木床 [含儿童床，不含婴儿床]
  A0102:金属台桌
A02:被服`},
	}
}
