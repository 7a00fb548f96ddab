import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useSpeech } from "@/i18n/language";
import { chosen, type SearchState } from "@/lib/search";
import { PageTitle } from "@/ui/PageTitle";
import { Results } from "./Results";
import { SearchForm } from "./SearchForm";
import { Start } from "./Start";

const Browse = lazy(async () => ({ default: (await import("./Browse")).Browse }));

const route = getRouteApi("/");

export function SearchPage() {
  const { t } = useSpeech();
  const state = route.useSearch();
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle tab={state.q}>{t.search.title}</PageTitle>
      {!state.q && <p>{t.search.lead}</p>}
      <SearchForm state={state} />
      <Below state={state} />
    </div>
  );
}

function Below({ state }: { state: SearchState }) {
  if (state.q) return <Results state={state} />;
  if (chosen(state).length === 0) return <Start />;
  return (
    <Suspense>
      <Browse state={state} />
    </Suspense>
  );
}
