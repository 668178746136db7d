package scope

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"duibiao/corpus"
)

func list(region string, year int, whole bool, s string) List {
	return List{Region: region, Year: year, Complete: whole, Topic: corpus.TopicServicePurchase, Document: fmt.Sprint(region, year), Items: tree(s)}
}

func states(c *Coverage, ids ...string) string {
	var out []string
	for _, r := range c.Regions {
		for _, id := range ids {
			cell := c.Cell(r, id)
			out = append(out, fmt.Sprintf("%s/%s %s %d", r, id, cell.State, cell.Count))
		}
	}
	return strings.Join(out, "; ")
}

func TestCoverage(t *testing.T) {
	x := load(t)
	lists := []List{
		list("L", 2022, true, "养老服务\n  助餐\n  日间照料\n公共教育\n  课后看护\n  学校改扩建"),
		list("L", 2014, true, "城市维护\n  路灯维护"), // superseded
		list("P", 2015, false, "养老服务"),
		list("H", 2020, true, "路灯维护\n民俗纪念"),
		{Region: "P", Topic: corpus.TopicProcurement, Complete: true, Items: tree("物业管理")},
	}
	c, err := x.Coverage(Scheme2014, 2, lists, []string{"H", "N"})
	if err != nil {
		t.Fatal(err)
	}
	want := "H/elder_care not_covered 0; H/education not_covered 0; H/urban covered 1; " +
		"N/elder_care unknown 0; N/education unknown 0; N/urban unknown 0; " +
		"L/elder_care covered 2; L/education covered 1; L/urban not_covered 0; " +
		"P/elder_care covered 1; P/education unknown 0; P/urban unknown 0"
	if got := states(c, "elder_care", "education", "urban"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	checkCoverage(t, c, lists)
}

func checkCoverage(t *testing.T, c *Coverage, lists []List) {
	t.Helper()
	if b := c.Cell("L", "education").Barred; len(b) != 1 || b[0].Barred.Class != BarWorks {
		t.Errorf("works: %+v", b)
	}
	if len(c.Unassigned) != 1 || lists[c.Unassigned[0].List].Items[c.Unassigned[0].Item].Name != "民俗纪念" {
		t.Errorf("unassigned %+v", c.Unassigned)
	}
	if !reflect.DeepEqual([][]int{c.Used, c.Superseded, c.OffTopic}, [][]int{{0, 2, 3}, {1}, {4}}) {
		t.Errorf("used %v, superseded %v, off topic %v", c.Used, c.Superseded, c.OffTopic)
	}
	lacks := c.Lacks("H")
	if len(lacks) != 2 || lacks[0].Domain.ID != "education" || lacks[1].Domain.ID != "elder_care" || len(lacks[1].Others) != 2 {
		t.Errorf("lacks %+v", lacks)
	}
	if c.Lacks("nowhere") != nil {
		t.Error("a place outside the matrix lacks something")
	}
}

// TestCoverageCountsOnce reads the same catalogue from two documents.
func TestCoverageCountsOnce(t *testing.T) {
	x := load(t)
	one := list("L", 2022, true, "养老服务\n  助餐\n  助餐\n  日间照料")
	c, err := x.Coverage(Scheme2014, 1, []List{one, one, list("L", 2022, true, "养老服务\n  助餐服务\n  陪诊")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := states(c, "basic", "social"); got != "L/basic covered 4; L/social not_covered 0" {
		t.Error(got)
	}
	if _, err := x.Coverage("nothing", 1, nil, nil); err == nil {
		t.Error("an unknown scheme passed")
	}
	if _, err := x.Coverage(Scheme2014, 3, nil, nil); err == nil {
		t.Error("an unknown tier passed")
	}
}

func TestBarred(t *testing.T) {
	x := load(t)
	for _, tc := range []struct {
		name string
		want BarClass
	}{
		{"敬老院改扩建项目", BarWorks},
		{"新建幼儿园", BarWorks},
		{"农村基础设施建设", BarWorks},
		{"办公楼修缮", BarWorks},
		{"储备土地前期开发", BarWorks},
		{"新建住宅小区承接查验", ""},
		{"工程建设监理", ""},
		{"养老设施建设补贴审核", ""},
		{"社会信用体系建设", ""},
		{"社区建设", ""},
		{"信息基础设施建设", ""},
		{"医疗设备采购", BarGoods},
		{"救灾物资购置", BarGoods},
		{"政府采购", ""},
		{"采购代理服务", ""},
		{"设备采购代理", ""},
		{"购买服务项目管理", ""},
		{"园区道路总承包", BarBundle},
		{"勘察设计施工一体化", BarBundle},
		{"设计施工一体化", BarBundle},
		{"项目融资", BarFinancing},
		{"融资租赁", BarFinancing},
		{"中小企业融资咨询", ""},
		{"助学贷款办理", ""},
		{"创业贷款贴息审核", ""},
		{"劳务派遣用工", BarStaffing},
		{"劳务派遣机构监督检查", ""},
		{"公益性岗位开发", BarStaffing},
		{"编外人员招聘", BarStaffing},
		{"公益招聘会", ""},
	} {
		as, err := x.Assign(Scheme2014, tree(tc.name))
		if err != nil {
			t.Fatal(err)
		}
		got := BarClass("")
		if b := as[0].Barred; b != nil {
			got = b.Class
		}
		if got != tc.want {
			t.Errorf("%s: barred %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestAssign(t *testing.T) {
	x := load(t)
	for _, tc := range []struct{ scheme, items, want string }{
		{Scheme2014, "养老服务\n  护理员培训", "elder_care"},
		{Scheme2014, "护理员培训", "training"},
		{Scheme2014, "机关人员培训", "training"},
		{Scheme2014, "基本公共服务\n  民俗纪念", "basic"},
		{Scheme2014, "民俗纪念", ""},
		{Scheme2020, "养老服务\n  助餐", "social_security"},
		{Scheme2020, "社区矫正", "governance"},
		{Scheme2020, "行业规划编制", "industry"},
		{Scheme2020, "科普活动", "science"},
		{Scheme2020, "公共服务\n  民俗纪念", "public"},
		{SchemeReport3, "信访干预", "petition"},
		{SchemeReport3, "行业调查", "survey"},
		{SchemeReport3, "养老服务", ""}, // home care is only part of it
		{SchemeReport4, "社会服务", "services"},
		{SchemeGold, "小微企业融资咨询", "sme"},
		{SchemeGold, "家庭教育指导", "family"},
		{SchemeGold, "公厕管理", "sanitation"},
		{SchemeGold, "法律顾问", "legal_policy"},
	} {
		as, err := x.Assign(tc.scheme, tree(tc.items))
		if err != nil {
			t.Fatal(err)
		}
		a := as[len(as)-1]
		if a.Domain != tc.want || a.Domain != "" && a.Rule == "" || strings.ContainsRune(a.Rule, 0) {
			t.Errorf("%s %q: %+v, want %q", tc.scheme, tc.items, a, tc.want)
		}
	}
	if _, err := x.Assign("nothing", nil); err == nil {
		t.Error("an unknown scheme passed")
	}
}

// TestLocalCodes holds that a letter and eight digits do not make an item of the
// national catalogue: local ones have services under A.
func TestLocalCodes(t *testing.T) {
	x := load(t)
	as, err := x.Assign(Scheme2014, tree("A01000000 养老服务\n  A01010000 助餐"))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range as {
		if a.Domain != "elder_care" || a.Barred != nil {
			t.Errorf("%+v", a)
		}
	}
	as, err = x.Assign(Scheme2014, tree("A02010104 服务器"))
	if err != nil || as[0].Barred == nil || as[0].Domain != "" {
		t.Errorf("%+v, %v", as, err)
	}
}

func TestOverrides(t *testing.T) {
	x := load(t)
	table := overridesHead + "120103\t\t便民早餐\tservice2014\tcommunity\t某人\t按本区职责\n*\tB1\t\tservice2014\t-\t某人\t不归类\n"
	o, err := ReadOverrides(strings.NewReader(table), "own.tsv")
	if err != nil {
		t.Fatal(err)
	}
	y, err := x.With(o)
	if err != nil {
		t.Fatal(err)
	}
	items := tree("便民早餐\n  早餐车\nB1 养老服务")
	for i := range items {
		items[i].Region = "120103"
	}
	as, err := y.Assign(Scheme2014, items)
	if err != nil {
		t.Fatal(err)
	}
	want := []Assignment{
		{Scheme: Scheme2014, Domain: "community", Rule: "override:某人"},
		{Scheme: Scheme2014, Domain: "community", Rule: "override:某人", Via: "便民早餐"},
		{Scheme: Scheme2014, Rule: "override:某人"},
	}
	if !reflect.DeepEqual(as, want) {
		t.Errorf("%+v", as)
	}
	if as, _ := x.Assign(Scheme2014, items); as[0].Domain != "" {
		t.Error("With changed the crosswalk it was called on")
	}
}

func TestOverrideRefusals(t *testing.T) {
	x := load(t)
	for name, bad := range map[string]string{
		"no who": "*\t\t甲\tservice2014\tsports\t\t因\n", "no item": "*\t\t\tservice2014\tsports\t人\t因\n",
		"no field": "*\t\t甲\tservice2014\t\t人\t因\n", "cells": "*\t甲\n",
	} {
		if _, err := ReadOverrides(strings.NewReader(overridesHead+bad), "own.tsv"); err == nil || !strings.Contains(err.Error(), "own.tsv:2") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := x.With([]Override{{Scheme: Scheme2014, Domain: "nothing"}}); err == nil {
		t.Error("an unknown field passed")
	}
}

const overridesHead = "catalogue\tcode\tname\tscheme\tdomain\twho\twhy\n"

// FuzzOverrides reads any table: it is refused, or every decision in it is whole.
func FuzzOverrides(f *testing.F) {
	f.Add([]byte(overridesHead + "*\tA1\t甲\tservice2014\tsports\t人\t因\n"))
	f.Add([]byte("catalogue\tcode"))
	f.Fuzz(func(t *testing.T, b []byte) {
		os, err := ReadOverrides(bytes.NewReader(b), "f")
		for _, o := range os {
			if err != nil || o.Who == "" || o.Why == "" || o.Code == "" && o.Name == "" || o.Catalogue == "" {
				t.Errorf("%+v with %v", o, err)
			}
		}
	})
}

// FuzzAssign names items anything, and links them in any way: every item has one
// assignment, one with a field has a rule, and the field is one of the scheme.
// Matching the items with themselves finds each of them.
func FuzzAssign(f *testing.F) {
	f.Add("养老服务\n  助餐\n路灯", 1, 0, 2)
	f.Add("A01000000 x\n\n", -1, 7, 3)
	x := load(f)
	f.Fuzz(func(t *testing.T, names string, p, q, r int) {
		var items []corpus.CatalogueItem
		for i, n := range strings.SplitN(names, "\n", 50) {
			items = append(items, corpus.CatalogueItem{Name: n, Code: n, Ord: i + 1, ParentOrd: []int{p, q, r}[i%3]})
		}
		for _, scheme := range x.Schemes() {
			as, err := x.Assign(scheme, items)
			if err != nil || len(as) != len(items) {
				t.Fatal(len(as), err)
			}
			for _, a := range as {
				if _, ok := x.Domain(scheme, a.Domain); a.Domain != "" && (!ok || a.Rule == "") {
					t.Fatalf("%+v", a)
				}
			}
		}
		c, err := x.Changes(items, items)
		if err != nil || len(c.Added)+len(c.Removed) != 0 {
			t.Fatalf("%+v %v", c, err)
		}
	})
}
