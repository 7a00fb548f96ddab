import { useEffect, useRef, useState } from "react";
import type { MatchOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { OUTLINE } from "@/ui/styles";
import { MatchCard } from "./MatchCard";

interface Props {
  items: MatchOut[];
  /** Fetches the next page; absent when everything is shown. */
  loadMore?: () => Promise<unknown>;
}

/** Ranked firms. After "more", focus goes to the first of the new ones. */
export function MatchList({ items, loadMore }: Props) {
  const { t } = useSpeech();
  const list = useRef<HTMLOListElement>(null);
  const [firstNew, setFirstNew] = useState<number>(); // set while more are on their way

  useEffect(() => {
    if (firstNew === undefined || items.length <= firstNew) return;
    list.current?.children[firstNew]?.querySelector("a")?.focus();
    setFirstNew(undefined);
  }, [firstNew, items.length]);

  async function more() {
    setFirstNew(items.length);
    await loadMore?.();
  }

  const isLoading = firstNew !== undefined;
  if (!items.length) return null;
  return (
    <>
      <ol className="grid grid-cols-1 gap-4" ref={list}>
        {items.map((match) => (
          <li key={match.firm.id}>
            <MatchCard match={match} />
          </li>
        ))}
      </ol>
      {loadMore && (
        <button
          aria-disabled={isLoading}
          className={OUTLINE}
          onClick={isLoading ? undefined : more}
          type="button"
        >
          {isLoading ? t.loading : t.loadMore}
        </button>
      )}
    </>
  );
}
