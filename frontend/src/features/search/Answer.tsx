import { Link } from "@tanstack/react-router";
import type { SearchAnswer } from "@/api";
import { MatchList } from "@/features/match/MatchList";
import { NearMisses } from "@/features/match/NearMisses";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";
import { OUTLINE } from "@/ui/styles";
import { Chosen } from "./Chosen";
import { EmptyResult } from "./EmptyResult";
import { Facets } from "./Facets";
import { Preference } from "./Preference";
import { Reading } from "./Reading";
import { Relaxations } from "./Relaxations";

interface Props {
  state: SearchState;
  pages: SearchAnswer[];
  /** True while these are the firms of the search before. */
  isStale: boolean;
  loadMore?: () => Promise<unknown>;
}

/** How many were found, what narrows the search, and the firms. */
export function Answer({ state, pages, isStale, loadMore }: Props) {
  const [first] = pages;
  if (!first) return null;
  const items = pages.flatMap((page) => page.items);
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-8">
      <Facets facets={first.facets} state={state} />
      <section
        aria-busy={isStale}
        aria-labelledby="results"
        className="grid min-w-0 grid-cols-1 content-start gap-4"
      >
        <Count count={first.count} isStale={isStale} />
        <Chosen state={state} />
        <div className={`grid grid-cols-1 gap-4 ${isStale ? "opacity-60" : ""}`}>
          <Reading reading={first.reading} />
          {state.seeker_ref && <Preference preference={first.preference} state={state} />}
          {items.length > 0 ? (
            <>
              <MatchList items={items} loadMore={loadMore} />
              <Relaxations relaxations={first.relaxations} state={state} />
            </>
          ) : (
            <EmptyResult relaxations={first.relaxations} state={state} />
          )}
          <NearMisses items={first.near_misses} />
          {items.length > 0 && <PostInstead state={state} />}
        </div>
      </section>
    </div>
  );
}

function Count({ count, isStale }: { count: SearchAnswer["count"]; isStale: boolean }) {
  const { t, number } = useSpeech();
  return (
    <div className="flex flex-wrap items-baseline gap-x-4">
      <h2 className="text-std-22B-150" id="results" tabIndex={-1}>
        {t.search.results}
      </h2>
      <span className="text-std-20B-150" role="status">
        {isStale
          ? t.search.searching
          : t.search.count(number(count.value), count.relation === "about")}
      </span>
    </div>
  );
}

function PostInstead({ state }: { state: SearchState }) {
  const { t } = useSpeech();
  return (
    <p className="flex flex-wrap items-center gap-3 border-solid-gray-200 border-t pt-4 print:hidden">
      {t.search.postTitle}
      <Link className={OUTLINE} search={state} to="/needs/new">
        {t.search.post}
      </Link>
    </p>
  );
}
