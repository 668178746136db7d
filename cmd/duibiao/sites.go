package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/crawl/fetch"
	"duibiao/crawl/sites"

	"github.com/spf13/cobra"
)

func newSitesCommand(a *app) *cobra.Command {
	c := a.command("sites", "sites list|show|check", "0 1 2 3", nil, func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(a, cmd, "sites "+args[0])
		}
		return cmd.Help()
	})
	c.Args = cobra.ArbitraryArgs
	var format formatFlags
	list := a.command("sites_list", "list", "0 2", cobra.NoArgs, func(*cobra.Command, []string) error { return runSitesList(a, format) })
	addFormat(a, list, &format)
	var asJSON bool
	show := a.command("sites_show", "show NAME", "0 2", cobra.ExactArgs(1), func(_ *cobra.Command, args []string) error {
		return runSitesShow(a, args[0], asJSON)
	})
	show.Flags().BoolVar(&asJSON, "json", false, a.p.T("flag.json"))
	var o crawlOptions
	check := a.command("sites_check", "check [NAME...]", "0 2 3 130", nil, func(cmd *cobra.Command, args []string) error {
		return runSitesCheck(cmd.Context(), a, o, args)
	})
	check.Args = cobra.ArbitraryArgs
	check.Flags().BoolVar(&o.json, "json", false, a.p.T("flag.json"))
	check.Flags().StringVar(&o.contact, "contact", "", a.p.T("flag.contact"))
	check.Flags().BoolVar(&o.private, "allow-private", false, a.p.T("flag.allow_private"))
	c.AddCommand(list, show, check)
	return c
}

func runSitesList(a *app, format formatFlags) error {
	f, err := format.parse()
	if err != nil {
		return err
	}
	list, checks, err := a.sitesAndChecks()
	if err != nil {
		return err
	}
	sheet := output.Sheet{Columns: []output.Column{
		{Key: "id", Title: a.p.T("col.id")},
		{Key: "name", Title: a.p.T("col.name")},
		{Key: "region", Title: a.p.T("col.region")},
		{Key: "checked", Title: a.p.T("col.checked")},
		{Key: "start_url", Title: a.p.T("col.start"), Flex: true},
	}}
	for _, s := range list {
		r := record.OfSite(s, checks[s.ID])
		first := ""
		if len(r.StartURLs) > 0 {
			first = r.StartURLs[0]
		}
		region := r.Region
		if j, ok := corpus.JurisdictionByCode(r.Region); ok && f != output.CSV {
			region = j.Short
		}
		sheet.Add(r, r.ID, r.Name, region, a.checkedText(r.Checked), first)
	}
	return sheet.Write(a.stdout, f, a.terminal())
}

func (a *app) checkedText(d corpus.Date) string {
	if d.IsZero() {
		return a.p.T("sites.never")
	}
	return d.String()
}

func runSitesShow(a *app, name string, asJSON bool) error {
	list, checks, err := a.sitesAndChecks()
	if err != nil {
		return err
	}
	s, ok := sites.Find(list, name)
	if !ok {
		return a.noSite(name)
	}
	r := record.OfSite(s, checks[s.ID])
	if asJSON {
		return output.JSONLines(a.stdout, []any{r})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s%s\n%s%s\n", a.bold(r.Name), r.ID, a.p.T("doc.region"), r.Region, a.p.T("sites.checked"), a.checkedText(r.Checked))
	if len(r.Match) > 0 {
		fmt.Fprintf(&b, "%s%s\n", a.p.T("sites.match"), strings.Join(r.Match, "、"))
	}
	for _, u := range r.StartURLs {
		fmt.Fprintf(&b, "  %s\n", u)
	}
	fmt.Fprintf(&b, "\n%s\n", r.Notes)
	return a.print(b.String())
}

func (a *app) noSite(name string) error {
	return &usageError{&hintedError{a.errorf("sites.unknown", name), a.p.T("sites.unknown_hint")}}
}

// checkLine is what a check of one list says, in JSON.
type checkLine struct {
	Site string `json:"site"`
	sites.Finding
}

func runSitesCheck(ctx context.Context, a *app, o crawlOptions, names []string) error {
	list, checks, err := a.sitesAndChecks()
	if err != nil {
		return err
	}
	chosen := list
	if len(names) > 0 {
		chosen = nil
		for _, name := range names {
			s, ok := sites.Find(list, name)
			if !ok {
				return a.noSite(name)
			}
			chosen = append(chosen, s)
		}
	}
	client, err := fetch.New(fetch.Options{
		Version: record.Build().Version, Contact: o.contact, AllowPrivate: o.private, Clock: fetch.SystemClock{}, Random: rand.Float64,
	})
	if err != nil {
		return fmt.Errorf("check sites: %w", err)
	}
	defer client.Close()
	for _, s := range chosen {
		fine, err := a.checkSite(ctx, client, s, o.json)
		switch {
		case err != nil:
			return err
		case fine:
			checks[s.ID] = a.today()
		default:
			a.exit = exitPartly
		}
	}
	return a.saveChecks(checks)
}

// checkSite fetches a site's first lists and holds them against the definition.
func (a *app) checkSite(ctx context.Context, client *fetch.Client, s sites.Site, asJSON bool) (bool, error) {
	fine := true
	for _, req := range s.Start() {
		findings := []sites.Finding{{List: req.URL}}
		res, err := client.Do(ctx, req, fetch.Since{})
		var failed *fetch.Failure
		switch {
		case ctx.Err() != nil:
			return false, fmt.Errorf("check sites: %w", ctx.Err())
		case errors.As(err, &failed):
			findings[0].Problem = a.p.T("reason." + string(failed.Reason))
		case err != nil:
			findings[0].Problem = err.Error()
		case res.Status != 200:
			findings[0].Problem = a.p.T("sites.status", res.Status)
		default:
			u, err := url.Parse(res.URL)
			if err != nil {
				return false, fmt.Errorf("check sites: %w", err)
			}
			findings = s.Check(req, u, res.Header, res.Body)
		}
		for _, f := range findings {
			fine = fine && f.OK()
			if err := a.showFinding(s, f, asJSON); err != nil {
				return false, err
			}
		}
	}
	return fine, nil
}

func (a *app) showFinding(s sites.Site, f sites.Finding, asJSON bool) error {
	if asJSON {
		return output.JSONLines(a.stdout, []any{checkLine{s.ID, f}})
	}
	if f.OK() {
		return a.print(fmt.Sprintf("✓ %s %s %s\n", s.Name, f.List, f.Found))
	}
	return a.print(fmt.Sprintf("✗ %s %s %s: %s %s\n", s.Name, f.List, f.Rule, f.Problem, f.Found))
}

// siteRecords are the sites known by name.
func (a *app) siteRecords() ([]record.Site, error) {
	list, checks, err := a.sitesAndChecks()
	if err != nil {
		return nil, err
	}
	out := make([]record.Site, len(list))
	for i, s := range list {
		out[i] = record.OfSite(s, checks[s.ID])
	}
	return out, nil
}

// sitesAndChecks reads the definitions and when each was last seen to work.
func (a *app) sitesAndChecks() ([]sites.Site, map[string]corpus.Date, error) {
	return desk.SiteList(a.dataDir)
}

func (a *app) saveChecks(checks map[string]corpus.Date) error {
	if len(checks) == 0 {
		return nil
	}
	if err := os.MkdirAll(a.dataDir, 0o755); err != nil {
		return fmt.Errorf("site checks: %w", err)
	}
	return writeFile(desk.ChecksFile(a.dataDir), func(w io.Writer) error {
		b, err := json.MarshalIndent(checks, "", "  ")
		if err != nil {
			return fmt.Errorf("site checks: %w", err)
		}
		_, err = w.Write(append(b, '\n'))
		return err //nolint:wrapcheck // writeFile names the file
	})
}
