package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// exitsKey is the annotation that lists a command's exit codes.
const exitsKey = "exits"

// commands is every command, in the order help shows them.
func commands(a *app) []*cobra.Command {
	return []*cobra.Command{
		newImportCommand(a),
		newCrawlCommand(a),
		newSitesCommand(a),
		newListCommand(a),
		newShowCommand(a),
		newItemsCommand(a),
		newFiguresCommand(a),
		newIndicatorsCommand(a),
		newSearchCommand(a),
		newCiteCommand(a),
		newCompareCommand(a),
		newDiffCommand(a),
		newChartCommand(a),
		newGalleryCommand(a),
		newReportCommand(a),
		newExportCommand(a),
		newServeCommand(a),
		newMCPCommand(a),
		newInspectCommand(a),
		newIndexCommand(a),
		newDoctorCommand(a),
		newBackupCommand(a),
		newRestoreCommand(a),
		newCompletionCommand(a),
		newManCommand(a),
		newVersionCommand(a),
	}
}

func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "duibiao",
		Short:         a.p.T("cmd.root.short"),
		Long:          a.p.T("cmd.root.long"),
		Example:       a.p.T("cmd.root.example"),
		Annotations:   map[string]string{exitsKey: "0 1 2 3 11 12 13 130"},
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(a, cmd, args[0])
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.checkGlobals() },
	}
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetUsageTemplate(usageTemplate(a))
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return a.usage(cmd, err) })
	cobra.AddTemplateFunc("exits", func(cmd *cobra.Command) string { return exitTable(a, cmd) })

	f := root.PersistentFlags()
	f.StringVar(&a.dataDir, "data", defaultDataDir(), a.p.T("flag.data"))
	f.StringVar(&a.lang, "lang", "", a.p.T("flag.lang"))
	f.StringVar(&a.color, "color", "auto", a.p.T("flag.color"))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.p.T("flag.quiet"))
	f.BoolVarP(&a.verbose, "verbose", "v", false, a.p.T("flag.verbose"))
	f.BoolP("help", "h", false, a.p.T("flag.help"))
	root.AddCommand(commands(a)...)
	return root
}

func (a *app) checkGlobals() error {
	switch a.color {
	case "auto", "always", "never":
	default:
		return &usageError{fmt.Errorf("--color %s: want auto, always or never", a.color)}
	}
	if a.dataDir == "" {
		return &usageError{fmt.Errorf("--data: %s", a.p.T("err.empty_value"))}
	}
	return nil
}

func unknownCommand(a *app, cmd *cobra.Command, name string) error {
	text := a.p.T("err.unknown_command", name)
	if near := cmd.Root().SuggestionsFor(name); len(near) > 0 {
		text += "\n" + a.p.T("err.did_you_mean", strings.Join(near, ", "))
	}
	return &usageError{fmt.Errorf("%s", text)}
}

// command builds a command whose texts stand in the catalogue under
// cmd.NAME.{short,long,example}.
func (a *app) command(key, use, exits string, args cobra.PositionalArgs, run func(*cobra.Command, []string) error) *cobra.Command {
	c := &cobra.Command{
		Use:                   use,
		Short:                 a.p.T("cmd." + key + ".short"),
		Annotations:           map[string]string{exitsKey: exits},
		DisableFlagsInUseLine: true,
		RunE:                  run,
	}
	if long := "cmd." + key + ".long"; a.p.Has(long) {
		c.Long = a.p.T(long)
	}
	if example := "cmd." + key + ".example"; a.p.Has(example) {
		c.Example = a.p.T(example)
	}
	if args != nil {
		c.Args = func(cmd *cobra.Command, given []string) error {
			if err := args(cmd, given); err != nil {
				return a.usage(cmd, a.argumentError(cmd, given))
			}
			return nil
		}
	}
	c.Flags().BoolP("help", "h", false, a.p.T("flag.help"))
	return c
}

func (a *app) argumentError(cmd *cobra.Command, given []string) error {
	if len(given) == 0 {
		return fmt.Errorf("%s", a.p.T("err.argument_missing", cmd.Use))
	}
	return fmt.Errorf("%s", a.p.T("err.arguments", cmd.Use, strings.Join(given, " ")))
}

// addFormat adds --json and --format.
func addFormat(a *app, c *cobra.Command, f *formatFlags) {
	c.Flags().BoolVar(&f.json, "json", false, a.p.T("flag.json"))
	c.Flags().StringVar(&f.format, "format", "table", a.p.T("flag.format"))
}

func exitTable(a *app, cmd *cobra.Command) string {
	var b strings.Builder
	for _, code := range strings.Fields(cmd.Annotations[exitsKey]) {
		fmt.Fprintf(&b, "  %-4s %s\n", code, a.p.T("exit."+code))
	}
	return strings.TrimRight(b.String(), "\n")
}

func usageTemplate(a *app) string {
	return a.p.T("help.usage") + `
  {{if .Runnable}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND [flags]{{end}}{{if .HasExample}}

` + a.p.T("help.examples") + `
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

` + a.p.T("help.commands") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + a.p.T("help.flags") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + a.p.T("help.global") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{with exits .}}

` + a.p.T("help.exits") + `
{{.}}{{end}}
`
}
