# Everything a contributor runs. Figures come from real documents: DATA is the
# folder that holds laws/ and gold/ (see CONTRIBUTING.md).
DATA ?= ../shared
LAWS ?= $(DATA)/data/laws
GOLD ?= $(DATA)/gold
PDF ?= $(wildcard $(DATA)/data/mof-catalogue-2022/*.pdf)
FUZZTIME ?= 5m
FONTPYTHON ?= /usr/bin/python3
BIN := dist/duibiao

.PHONY: build test race lint check structure relevance coding align extraction pictures catalogues recall national font bench crash fuzz vuln clean

build: ## one static binary in dist/
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o $(BIN) ./cmd/duibiao

test: ## what the README promises: no network, no data, no browser
	go test ./...

race: ## the tests on real documents too
	DUIBIAO_TESTDATA=$(abspath $(DATA)) go test -race -timeout 20m ./...

lint:
	golangci-lint run ./...

check: ## all that CI does
	CI=$(CI) bash .ci/run

structure: ## parsed structure against the hand-made gold, with the misses
	go run ./cmd/internal/measure/structure -gold $(GOLD)/structure.tsv -laws $(LAWS)

relevance: ## nDCG@10 per class of query, with the misses
	go run ./cmd/internal/measure/relevance -queries $(GOLD)/queries.tsv -laws $(LAWS)

coding: ## rule-based codings against the hand-made ones, with the misses
	go run ./cmd/internal/measure/coding -gold $(GOLD) -laws $(LAWS)

align: ## articles side by side against hand-aligned pairs, and changes told of copies
	go run ./cmd/internal/measure/align -laws $(LAWS)

extraction: ## body and metadata of invented pages in every dressing
	go run ./cmd/internal/measure/extraction

pictures: build ## the pictures of the README, from the embedded reference dataset
	for k in items timeline procedures limits; do \
	  $(BIN) chart $$k -o charts/gallery/$$k.png --source reference --width 160mm --dpi 110 || exit 1; done

catalogues: ## items of invented catalogues in the forms that offices publish
	go run ./cmd/internal/measure/catalogueforms

recall: ## our text beside that of other programs
	go run ./cmd/internal/measure/recall -dir $(DATA)/data

national: ## the table of the national catalogue, from the PDF that the ministry publishes
	go run ./cmd/internal/nationalcatalogue -pdf "$(PDF)" -o corpus/reference/data/national2022.tsv

font: ## cut the embedded fonts again; needs npm, Debian's python3-fonttools and unicode-data
	rm -rf dist/font && mkdir -p dist/font
	cd dist/font && tar xzf "$$(npm pack --silent @embedpdf/fonts-sc@1.0.0)"
	$(FONTPYTHON) charts/still/font/subset.py dist/font/package/fonts . charts/still/font

bench: build ## import, index and search beside SQLite FTS5 and ripgrep
	go run ./cmd/internal/measure/bench -laws $(LAWS) -queries $(GOLD)/queries.tsv -duibiao $(BIN)
	go run ./cmd/internal/measure/serveload -laws $(LAWS) -queries $(GOLD)/queries.tsv -duibiao $(BIN)

crash: build ## kill imports and crawls at random moments and compare the outcome
	go run ./cmd/internal/measure/crash -duibiao $(BIN) -laws $(LAWS) -rounds 50
	go run ./cmd/internal/measure/crawlcrash -rounds 50

fuzz: ## every fuzz target in turn, FUZZTIME each
	@go list ./... | while read -r pkg; do \
	  go test -list '^Fuzz' "$$pkg" | grep '^Fuzz' | while read -r target; do \
	    echo "$$pkg $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x -parallel 2 "$$pkg" || exit 1; \
	  done || exit 1; \
	done

vuln: ## needs the Go vulnerability database, so it is not part of CI
	go run golang.org/x/vuln/cmd/govulncheck@latest ./...

clean:
	rm -rf dist report.html
