import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ContactOut, FirmBrief, IntroductionOut, Side } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { Fact, Facts } from "@/ui/Facts";
import { CheckIcon, CrossIcon, UnknownIcon } from "@/ui/icons";
import { Party } from "../Party";
import { contactQuestion } from "../questions";

/** One of the two firms: what it answered, and whom to call. The telephone comes first. */
export function SideCard({ case: item, side }: { case: IntroductionOut; side: Side }) {
  const texts = useIntroductionTexts();
  const firm = item[side];
  return (
    <section className="grid min-w-0 grid-cols-1 content-start gap-2 rounded-8 border border-solid-gray-420 p-4 print:break-inside-avoid print:p-2">
      <h3 className="text-std-20B-150">
        <span className="block font-400 text-solid-gray-700 text-std-16N-170">
          {texts.side[side]}
        </span>
        <Party firm={firm} />
      </h3>
      <Answer wants={item.answers[side]} />
      {firm && <Contact firm={firm} />}
    </section>
  );
}

function Answer({ wants }: { wants: boolean | undefined }) {
  const { case: texts } = useIntroductionTexts();
  const Icon = wants === undefined ? UnknownIcon : wants ? CheckIcon : CrossIcon;
  const colour = wants === undefined ? "" : wants ? "text-green-900" : "text-error-2";
  const said = wants === undefined ? texts.waiting : wants ? texts.yes : texts.no;
  return (
    <p>
      {texts.answer}
      {"："}
      <strong className={`font-700 ${colour}`}>
        <Icon /> {said}
      </strong>
    </p>
  );
}

function Contact({ firm }: { firm: FirmBrief }) {
  const { case: texts } = useIntroductionTexts();
  const contact = useQuery(contactQuestion(firm.id));
  return (
    <>
      {contact.isSuccess && contact.data === null && <p>{texts.noContact}</p>}
      {contact.data && <ContactFacts contact={contact.data} />}
      <p className="print:hidden">
        <Link params={{ id: firm.id }} to="/firms/$id/history">
          {texts.history}
          <span className="sr-only">{texts.historyOf(firm.name)}</span>
        </Link>
      </p>
    </>
  );
}

/** Whom to call, and how; what is not known is left out. */
export function ContactFacts({ contact }: { contact: ContactOut }) {
  const { case: texts } = useIntroductionTexts();
  const { phone, name, best_time, fax, email, address } = contact;
  return (
    <>
      {phone && (
        <p className="text-std-24B-150">
          <span className="sr-only">{texts.phone} </span>
          <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>
        </p>
      )}
      <Facts>
        {name && (
          <Fact label={texts.person}>
            <span lang="ja">{name}</span>
          </Fact>
        )}
        {best_time && (
          <Fact label={texts.bestTime}>
            <span lang="ja">{best_time}</span>
          </Fact>
        )}
        {fax && <Fact label={texts.fax}>{fax}</Fact>}
        {email && (
          <Fact label={texts.email}>
            <a href={`mailto:${email}`}>{email}</a>
          </Fact>
        )}
        {address && (
          <Fact label={texts.address}>
            <span lang="ja">{address}</span>
          </Fact>
        )}
      </Facts>
    </>
  );
}
