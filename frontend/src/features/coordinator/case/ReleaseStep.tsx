import { useMutation } from "@tanstack/react-query";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { OUTLINE } from "@/ui/styles";
import { ActForm, Refused } from "../form/ActForm";
import { optionsOf, Select, textOf } from "../form/inputs";
import { refusalOf } from "../form/refusal";
import { release, revoke } from "../steps";
import { Heard, heardIn, Note, type StepProps } from "./shared";
import { useCase } from "./useCase";

/** What one side opens to the other before both have agreed, and takes back. */
export function ReleaseStep({ case: item, isOpen }: StepProps & { isOpen: boolean }) {
  const texts = useIntroductionTexts();
  const { step } = texts;
  const { record, reread } = useCase(item.introduction_ref);
  const closed = Object.keys(texts.path).filter((path) => !item.released.includes(path));
  const offered = item.need_ref ? closed : closed.filter((path) => isName(path));

  async function send(form: FormData) {
    const body = {
      path: textOf(form, "path") ?? "",
      heard: heardIn(form, texts.means),
      note: textOf(form, "note"),
    };
    await record((etag) => release(item.introduction_ref, body, etag));
  }

  return (
    <>
      <p>{step.releaseHint}</p>
      <Released case={item} />
      {isOpen && offered.length > 0 && (
        <ActForm done={step.done} onStale={reread} send={send} submit={step.releaseSubmit}>
          <Select
            empty={step.choose}
            isRequired
            label={step.releasePath}
            name="path"
            options={optionsOf(texts.path, offered)}
          />
          <Heard />
          <Note />
        </ActForm>
      )}
    </>
  );
}

const isName = (path: string) => path === "firm_ref" || path === "name";

function Released({ case: item }: StepProps) {
  const texts = useIntroductionTexts();
  const { language, t } = useSpeech();
  const { record, reread } = useCase(item.introduction_ref);
  const taking = useMutation({
    mutationFn: (path: string) => record((etag) => revoke(item.introduction_ref, path, etag)),
    onError: reread,
  });
  return (
    <div className="grid grid-cols-1 gap-2">
      <h4 className="font-700">{texts.case.released}</h4>
      {item.released.length === 0 && <p>{texts.case.nothingReleased}</p>}
      <ul className="grid grid-cols-1 gap-2">
        {item.released.map((path) => {
          const name = texts.path[path] ?? path;
          return (
            <li className="flex flex-wrap items-center gap-3" key={path}>
              {name}
              <button
                aria-disabled={taking.isPending}
                className={OUTLINE}
                onClick={() => !taking.isPending && taking.mutate(path)}
                type="button"
              >
                {texts.step.revoke}
                <span className="sr-only">{texts.step.revokeOf(name)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {taking.isError && <Refused lines={[refusalOf(taking.error, language, t)]} />}
      <span className="font-700 text-green-900" role="status">
        {taking.isSuccess && texts.step.revoked}
      </span>
    </div>
  );
}
