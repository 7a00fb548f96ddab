import { useQuery } from "@tanstack/react-query";
import type { IntroductionEventOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { usePersonName } from "../names";
import { eventsQuestion } from "../questions";
import { useSaid } from "./said";

/** Everything that was done in a case, newest first. */
export function Log({ introduction }: { introduction: string }) {
  const { case: texts } = useIntroductionTexts();
  const events = useQuery(eventsQuestion(introduction));
  return (
    <section className="grid grid-cols-1 gap-3 print:gap-1">
      <h2 className="text-std-24B-150 print:text-std-17B-170">{texts.log}</h2>
      {events.isPending && <Loading />}
      {events.isError && <Failure error={events.error} retry={() => events.refetch()} />}
      <ol className="grid grid-cols-1" reversed>
        {events.data?.items.toReversed().map((event) => (
          <Entry event={event} key={event.at + event.act + JSON.stringify(event.content)} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ event }: { event: IntroductionEventOut }) {
  const { act, case: texts } = useIntroductionTexts();
  const { date } = useSpeech();
  const said = useSaid(event);
  const nameOf = usePersonName();
  const actor = event.actor_ref && (nameOf(event.actor_ref) ?? texts.somebody);
  return (
    <li className="grid grid-cols-1 gap-x-4 border-solid-gray-200 border-b py-3 sm:grid-cols-[9rem_minmax(0,1fr)] print:break-inside-avoid print:grid-cols-[9rem_minmax(0,1fr)] print:py-0.5">
      <time className="text-solid-gray-700" dateTime={event.at}>
        {date(event.at)}
      </time>
      <div className="min-w-0">
        <p className="print:inline">
          <strong className="font-700">{act[event.act] ?? event.label}</strong>{" "}
          <span lang="ja">{said.join("　")}</span>
        </p>
        {event.note && (
          <p className="whitespace-pre-line print:ml-3 print:inline" lang="ja">
            {event.note}
          </p>
        )}
        <p className="text-solid-gray-700 text-std-16N-170 print:ml-3 print:inline">
          {actor && texts.by(actor)}
          {event.next_date && `　${texts.nextOn(date(event.next_date))}`}
        </p>
      </div>
    </li>
  );
}
