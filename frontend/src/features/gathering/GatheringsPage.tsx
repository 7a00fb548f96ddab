import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { GatheringBriefOut } from "@/api";
import { useGatheringTexts } from "@/i18n/gathering";
import { useSpeech } from "@/i18n/language";
import { isCoordinator, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, SOLID } from "@/ui/styles";
import { DataTable } from "@/ui/tables/DataTable";
import { Gate } from "./Gate";
import { gatheringsQuestion } from "./questions";

/** The gatherings that a chamber holds, or a firm takes part in. */
export function GatheringsPage() {
  const texts = useGatheringTexts();
  const me = useQuery(meQuestion);
  return (
    <Gate>
      <PageTitle>{texts.title}</PageTitle>
      <p>{texts.lead}</p>
      {isCoordinator(me.data) && (
        <p>
          <Link className={SOLID} to="/coordinator/gatherings/new">
            {texts.new}
          </Link>
        </p>
      )}
      <Gatherings />
    </Gate>
  );
}

function Gatherings() {
  const texts = useGatheringTexts();
  const { date, number, t } = useSpeech();
  const found = useInfiniteQuery(gatheringsQuestion);
  if (found.isPending) return <Loading />;
  if (found.isLoadingError) return <Failure error={found.error} retry={() => found.refetch()} />;
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  if (!rows.length) return <p role="status">{texts.none}</p>;
  return (
    <>
      <DataTable
        caption={texts.caption}
        columns={[
          { head: texts.name, cell: (row) => <Title gathering={row} /> },
          { head: texts.kind, cell: (row) => texts.kinds[row.kind] },
          { head: texts.date, cell: (row) => date(row.date) },
          { head: texts.firms, cell: (row) => texts.firmCount(number(row.firm_count)) },
          { head: texts.state, cell: (row) => <State gathering={row} /> },
        ]}
        keyOf={(row) => row.gathering_ref}
        rows={rows}
      />
      {found.hasNextPage && (
        <p>
          <button
            aria-disabled={found.isFetchingNextPage}
            className={OUTLINE}
            onClick={() => !found.isFetchingNextPage && found.fetchNextPage()}
            type="button"
          >
            {found.isFetchingNextPage ? t.loading : texts.more}
          </button>
        </p>
      )}
    </>
  );
}

function Title({ gathering }: { gathering: GatheringBriefOut }) {
  return (
    <Link lang="ja" params={{ ref: gathering.gathering_ref }} to="/coordinator/gatherings/$ref">
      {gathering.title}
    </Link>
  );
}

function State({ gathering }: { gathering: GatheringBriefOut }) {
  return <span lang="ja">{gathering.state_label}</span>;
}
