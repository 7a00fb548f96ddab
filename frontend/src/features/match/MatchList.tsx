import { useEffect, useRef, useState } from "react";
import type { MatchOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { OUTLINE } from "@/ui/styles";
import type { Answering } from "./answering";
import type { Asked } from "./asked";
import { MatchCard } from "./MatchCard";

/** The way to the next page of a ranking, and why it could not be fetched. */
export interface More {
  hasNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => Promise<{ isError: boolean }>;
}

interface Props {
  asked: Asked;
  items: MatchOut[];
  more: More;
  answering?: Answering;
}

/** Ranked firms. After "more", focus goes to the first of the new ones. */
export function MatchList({ asked, items, more, answering }: Props) {
  const { t } = useSpeech();
  const list = useRef<HTMLOListElement>(null);
  const [firstNew, setFirstNew] = useState<number>(); // set while more are on their way

  useEffect(() => {
    if (firstNew === undefined || items.length <= firstNew) return;
    list.current?.children[firstNew]?.querySelector("a")?.focus();
    setFirstNew(undefined);
  }, [firstNew, items.length]);

  async function loadMore() {
    setFirstNew(items.length);
    const { isError } = await more.fetchNextPage();
    if (isError) setFirstNew(undefined);
  }

  const isLoading = firstNew !== undefined;
  if (!items.length) return null;
  return (
    <>
      <ol className="grid grid-cols-1 gap-4" ref={list}>
        {items.map((match) => (
          <li key={match.firm.id}>
            <MatchCard answering={answering} asked={asked} match={match} />
          </li>
        ))}
      </ol>
      {more.isFetchNextPageError && <Failure error={more.error} retry={loadMore} />}
      {more.hasNextPage && !more.isFetchNextPageError && (
        <button
          aria-disabled={isLoading}
          className={OUTLINE}
          onClick={isLoading ? undefined : loadMore}
          type="button"
        >
          {isLoading ? t.loading : t.loadMore}
        </button>
      )}
    </>
  );
}
