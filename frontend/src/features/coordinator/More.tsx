import { useSpeech } from "@/i18n/language";
import { OUTLINE } from "@/ui/styles";

interface Props {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  /** What more there is of, where several lists stand on a page. */
  of?: string;
}

/** The way to the next page of a list. */
export function More({ list, of }: Props) {
  const { t } = useSpeech();
  if (!list.hasNextPage) return null;
  return (
    <p>
      <button
        aria-disabled={list.isFetchingNextPage}
        className={OUTLINE}
        onClick={() => !list.isFetchingNextPage && list.fetchNextPage()}
        type="button"
      >
        {list.isFetchingNextPage ? t.loading : t.loadMore}
        {of && <span className="sr-only">{t.aside(of)}</span>}
      </button>
    </p>
  );
}
