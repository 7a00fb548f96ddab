# Every target with a sentence: make help
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV := .venv
ENISHI := $(VENV)/bin/enishi
# Only what is imported is compiled, and when it is: compiling everything takes longer than installing.
PIP := $(VENV)/bin/pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt

WEB_SOURCES := $(shell find frontend/src frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)

.PHONY: help
help: ## この一覧を表示する
	@grep -hE '^[a-z][a-z0-9-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# --- environment -------------------------------------------------------------------------

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) が見つかりません。Python 3.11 を入れるか、make PYTHON=… で指定してください"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[models]'
	@touch $@

# Whoever tests has all that whoever runs it has: one resolution instead of two.
$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[models,training,dev]'
	@touch $(VENV)/.installed $@

frontend/node_modules/.installed: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.installed $(WEB_SOURCES)
	cd frontend && npm run --silent build
	@touch $@

.PHONY: install
install: $(VENV)/.installed ## Python の環境を作る

.PHONY: web
web: frontend/dist/index.html ## 画面を組み立てる

# --- use ---------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.installed frontend/dist/index.html ## 架空データで一通り動かし、http://127.0.0.1:8000 で開く
	$(ENISHI) demo $(DEMO_OPTIONS)

.PHONY: serve
serve: $(VENV)/.installed frontend/dist/index.html ## 画面と API だけを動かす
	$(ENISHI) serve

.PHONY: openapi
openapi: $(VENV)/.installed ## API の定義を書き出し、画面の API クライアントを作り直す
	$(ENISHI) openapi > frontend/openapi.json.part && mv frontend/openapi.json.part frontend/openapi.json
	cd frontend && npm run --silent api

# --- prove -------------------------------------------------------------------------------

.PHONY: browser
browser: ## ブラウザのテストに要る Chromium と日本語フォントを入れる（root のとき）
	@if command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'CJK'; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	else \
		echo "ブラウザのテストは省かれます。実行するには: sudo apt-get install chromium fonts-noto-cjk"; \
	fi

# A file's tests share what they set up, so a file stays together, and the files keep their order:
# the long ones are first. More than four at once need more memory than a laptop has.
ON_ALL_CORES := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: test
test: $(VENV)/.installed-dev frontend/dist/index.html browser ## すべてのテストを実行する（ブラウザと PostgreSQL を含む）
	cd frontend && npm run --silent test
	$(ENISHI) encoder build
	$(VENV)/bin/pytest $(ON_ALL_CORES) $(TEST_OPTIONS)

.PHONY: check
check: $(VENV)/.installed-dev frontend/node_modules/.installed frontend/dist/index.html ## 書式・型・依存の向き・生成物を確かめる
	$(VENV)/bin/ruff format --check --quiet backend tests benchmarks
	$(VENV)/bin/ruff check --quiet backend tests benchmarks
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	cd frontend && npm run --silent lint && npm run --silent typecheck && npm run --silent budget
	$(ENISHI) openapi | diff -u frontend/openapi.json - || { echo "API が変わりました: make openapi"; exit 1; }
	cd frontend && npm run --silent api && git diff --exit-code --stat -- src/api

.PHONY: format
format: $(VENV)/.installed-dev frontend/node_modules/.installed ## 書式をそろえる
	$(VENV)/bin/ruff format backend tests benchmarks
	$(VENV)/bin/ruff check --fix --quiet backend tests benchmarks
	cd frontend && npx biome check --write

.PHONY: benchmark
benchmark: $(VENV)/.installed-dev ## 検索の速さ・取り込み・メモリ・BIA を測る
	$(VENV)/bin/python -m benchmarks.search_latency
	$(VENV)/bin/python -m benchmarks.import_memory
	$(VENV)/bin/python -m benchmarks.bia

.PHONY: manual
manual: $(VENV)/.installed-dev frontend/dist/index.html browser ## 手引き（docs/manual）の絵を撮りなおす
	ENISHI_MANUAL_PICTURES="$(CURDIR)/docs/manual/pictures" $(VENV)/bin/pytest --quiet tests/entrypoints/test_browser.py

.PHONY: clean
clean: ## 作ったもの（環境・データベース・索引・画面）を消す
	rm -rf $(VENV) var frontend/node_modules frontend/dist
	find indexes -mindepth 1 ! -name README.md -delete
