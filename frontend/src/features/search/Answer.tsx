import { Link } from "@tanstack/react-router";
import type { SearchAnswer } from "@/api";
import { askedOf } from "@/features/match/asked";
import { MatchList, type More } from "@/features/match/MatchList";
import { NearMisses } from "@/features/match/NearMisses";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";
import { OUTLINE } from "@/ui/styles";
import { Chosen } from "./Chosen";
import { EmptyResult } from "./EmptyResult";
import { Facets } from "./Facets";
import { Links } from "./Links";
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
  const asked = askedOf(first, { question: state.q ?? "", purpose: state.purpose ?? "sourcing" });
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-8">
      <div className={`lg:col-span-2 ${isStale ? "opacity-60" : ""}`}>
        <Reading reading={first.reading} state={state} />
      </div>
      <Facets facets={first.facets} state={state} />
      <div className="grid min-w-0 grid-cols-1 content-start gap-4" id="found" tabIndex={-1}>
        <Chosen state={state} />
        <div className={`grid grid-cols-1 gap-4 ${isStale ? "opacity-60" : ""}`}>
          {state.seeker_ref && <Preference preference={first.preference} state={state} />}
          {items.length > 0 ? (
            <>
              <MatchList asked={asked} items={items} more={more} />
              <Links links={first.links} />
              <Relaxations relaxations={first.relaxations} state={state} />
            </>
          ) : (
            <EmptyResult answer={first} state={state} />
          )}
          <NearMisses asked={asked} items={first.near_misses} />
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
