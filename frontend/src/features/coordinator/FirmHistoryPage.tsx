import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { FirmOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useIntroductionTexts } from "@/i18n/introduction";
import { firmQuestion } from "@/lib/firm";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { TEXT } from "@/ui/styles";
import { ContactFacts } from "./case/SideCard";
import { Acts } from "./history/Acts";
import { Disclosure } from "./history/Disclosure";
import { Succession } from "./history/Succession";
import { Verification } from "./history/Verification";
import { contactQuestion, pipelineQuestion } from "./questions";
import {
  auditQuestion,
  disclosureQuestion,
  firmSuccessionQuestion,
  verificationQuestion,
} from "./registerQuestions";
import { PipelineList } from "./today/PipelineList";
import { Workbench } from "./Workbench";

const route = getRouteApi("/firms/$id/history");

/** What coordinators know of one firm: its contact, checks, plans, introductions and the log. */
export function FirmHistoryPage() {
  const { history } = useCoordinatorTexts();
  return (
    <Workbench isOwnTitle title={history.tab}>
      <History />
    </Workbench>
  );
}

function History() {
  const { id } = route.useParams();
  const firm = useQuery(firmQuestion(id));
  if (firm.isPending) return <Loading />;
  if (firm.isSuccess) return <Known firm={firm.data} />;
  if (firm.error instanceof CallError && firm.error.slug === "not-found") return <NotFound />;
  return <Failure error={firm.error} retry={() => firm.refetch()} />;
}

function Known({ firm }: { firm: FirmOut }) {
  const { history } = useCoordinatorTexts();
  const isComing = useIsComing(firm);
  if (isComing) return <Loading />;
  return (
    <article className="grid grid-cols-1 gap-8 print:gap-4">
      <header className="grid grid-cols-1 gap-2">
        <p className="print:hidden">
          <Link className={TEXT} params={{ id: firm.id }} to="/firms/$id">
            <LeftIcon />
            {history.toFirm}
          </Link>
        </p>
        <PageTitle>{history.title(firm.name)}</PageTitle>
      </header>
      <Contact firm={firm} />
      <section className="grid grid-cols-1 gap-3">
        <h2 className="text-std-24B-150">{history.cases}</h2>
        <PipelineList filter={{ firm: firm.firm_ref }} />
      </section>
      <Verification firm={firm} />
      <Succession firm={firm} />
      <Disclosure firm={firm} />
      <Acts firm={firm} />
    </article>
  );
}

/** A page that came piece by piece would move under its reader's eyes. */
function useIsComing(firm: FirmOut): boolean {
  return [
    useQuery(contactQuestion(firm.id)),
    useQuery(verificationQuestion(firm.id)),
    useQuery(firmSuccessionQuestion(firm.id)),
    useQuery(disclosureQuestion(firm.id)),
    useInfiniteQuery(pipelineQuestion({ firm: firm.firm_ref })),
    useInfiniteQuery(auditQuestion(firm.firm_ref)),
  ].some(({ isFetched }) => !isFetched);
}

function Contact({ firm }: { firm: FirmOut }) {
  const { history } = useCoordinatorTexts();
  const { case: texts } = useIntroductionTexts();
  const contact = useQuery(contactQuestion(firm.id));
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-24B-150">{history.contact}</h2>
      {contact.data === null && <p>{texts.noContact}</p>}
      {contact.isError && <Failure error={contact.error} retry={() => contact.refetch()} />}
      {contact.data && <ContactFacts contact={contact.data} />}
    </section>
  );
}
