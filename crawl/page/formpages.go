package page

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

var pageField = regexp.MustCompile(`(?i)^(?:page|pageno|page_no|pageindex|pagenum|pagenumber|currpage|curpage|currentpage|cpage|nowpage|topage|p|[\w.]+\.(?:pageno|page|pagenum|currentpage))$`)

// formPages reads lists that turn pages by sending a form (goPage(2) sets a
// field and submits): the same form with every further number.
func (d *document) formPages(t turns) ([]Request, bool) {
	if t.total < 2 {
		return nil, false
	}
	var form *goquery.Selection
	field := ""
	d.doc.Find("form").EachWithBreak(func(_ int, f *goquery.Selection) bool {
		f.Find("input[name]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			if name := s.AttrOr("name", ""); pageField.MatchString(name) {
				form, field = f, name
			}
			return form == nil
		})
		return form == nil
	})
	if form == nil {
		return nil, false
	}
	action := d.resolve(form.AttrOr("action", "./"))
	if form.AttrOr("action", "") == "" {
		action = d.addr
	}
	if action == "" {
		return nil, false
	}
	values := formValues(form)
	current, _ := strconv.Atoi(values.Get(field))
	var out []Request
	for k := max(current, t.current, 1) + 1; k <= t.total && len(out) < maxNext; k++ {
		values.Set(field, strconv.Itoa(k))
		out = append(out, submit(form.AttrOr("method", "get"), action, values))
	}
	return out, len(out) > 0
}

// formValues gives the fields of a form as a browser sends them.
func formValues(form *goquery.Selection) url.Values {
	values := url.Values{}
	form.Find("input[name],select[name]").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		switch strings.ToLower(s.AttrOr("type", "text")) {
		case "submit", "button", "image", "file", "reset":
			return
		case "checkbox", "radio":
			if _, on := s.Attr("checked"); !on {
				return
			}
		}
		value := s.AttrOr("value", "")
		if goquery.NodeName(s) == "select" {
			option := s.Find("option[selected]")
			if option.Length() == 0 {
				option = s.Find("option")
			}
			value = option.First().AttrOr("value", "")
		}
		values.Set(name, value)
	})
	return values
}

func submit(method, action string, values url.Values) Request {
	if strings.EqualFold(method, http.MethodPost) {
		return Request{Method: http.MethodPost, URL: action, Body: values.Encode(), ContentType: "application/x-www-form-urlencoded"}
	}
	u, err := url.Parse(action)
	if err != nil {
		return Get(action)
	}
	u.RawQuery = values.Encode()
	return Get(clean(u))
}
