import { Link } from "@tanstack/react-router";
import type { SearchAnswer } from "@/api";
import { MatchList, type More } from "@/features/match/MatchList";
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
  more: More;
}

/** What narrows the search, and the firms that were found. */
export function Answer({ state, pages, isStale, more }: Props) {
  const [first] = pages;
  if (!first) return null;
  const items = pages.flatMap((page) => page.items);
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-8">
      <Facets facets={first.facets} state={state} />
      <div className="grid min-w-0 grid-cols-1 content-start gap-4" id="found" tabIndex={-1}>
        <Chosen state={state} />
        <div className={`grid grid-cols-1 gap-4 ${isStale ? "opacity-60" : ""}`}>
          <Reading reading={first.reading} />
          {state.seeker_ref && <Preference preference={first.preference} state={state} />}
          {items.length > 0 ? (
            <>
              <MatchList items={items} more={more} />
              <Relaxations relaxations={first.relaxations} state={state} />
            </>
          ) : (
            <EmptyResult relaxations={first.relaxations} state={state} />
          )}
          <NearMisses items={first.near_misses} />
          {items.length > 0 && <PostInstead state={state} />}
        </div>
      </div>
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
