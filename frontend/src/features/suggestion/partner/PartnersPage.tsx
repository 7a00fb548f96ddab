import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { PartnerFoundPage } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { firmQuestion } from "@/lib/firm";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { OwnFirm } from "../OwnFirm";
import { partnersQuestion } from "../questions";
import { PartnerCard } from "./PartnerCard";

const route = getRouteApi("/firms/$id/partners");

/** Partners that one's own firm would not have thought of. */
export function MyPartnersPage() {
  const { partners } = useSuggestionTexts();
  return <OwnFirm title={partners.title}>{(firmId) => <Partners firmId={firmId} isOwn />}</OwnFirm>;
}

/** The same of any firm, for the coordinators of its region. */
export function FirmPartnersPage() {
  const { id } = route.useParams();
  const { partners } = useSuggestionTexts();
  const firm = useQuery(firmQuestion(id));
  if (firm.isPending) return <Loading />;
  if (firm.error instanceof CallError && firm.error.slug === "not-found") return <NotFound />;
  if (firm.isError) return <Failure error={firm.error} retry={() => firm.refetch()} />;
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-6">
      <p className="print:hidden">
        <Link className={TEXT} params={{ id }} to="/firms/$id">
          <LeftIcon />
          {firm.data.name}
        </Link>
      </p>
      <PageTitle>{partners.titleOf(firm.data.name)}</PageTitle>
      <Partners firmId={id} isOwn={false} />
    </div>
  );
}

function Partners({ firmId, isOwn }: { firmId: string; isOwn: boolean }) {
  const { partners: texts } = useSuggestionTexts();
  const found = useQuery(partnersQuestion(firmId));
  return (
    <>
      <p>{texts.lead}</p>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.data && <List firmId={firmId} isOwn={isOwn} page={found.data} />}
    </>
  );
}

interface ListProps {
  firmId: string;
  isOwn: boolean;
  page: PartnerFoundPage;
}

function List({ firmId, isOwn, page }: ListProps) {
  const { number } = useSpeech();
  const { partners: texts } = useSuggestionTexts();
  const { items, compared, known } = page;
  return (
    <>
      <p role="status">{texts.compared(number(compared), number(known))}</p>
      {items.length === 0 && (
        <>
          <p>{texts.none}</p>
          {isOwn && (
            <p>
              <Link className={OUTLINE} to="/my/firm">
                {texts.edit}
              </Link>
            </p>
          )}
        </>
      )}
      <ol className="grid grid-cols-1 gap-6">
        {items.map((partner) => (
          <li key={partner.firm.firm_ref}>
            <PartnerCard firmId={firmId} isOwn={isOwn} partner={partner} />
          </li>
        ))}
      </ol>
      <p className="text-std-16N-170 text-solid-gray-700">
        {texts.versions([page.index_version, page.joint_version].join(" / "))}
      </p>
    </>
  );
}
