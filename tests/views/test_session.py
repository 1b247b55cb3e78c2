from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from tests.county import County, make_user
from tracker.models.posts import Post

BANNER = "本系统为非涉密系统，严禁录入、上传涉密信息"


class LogInTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def log_in(self, password, **extra):
        return self.client.post(reverse("login"), {"username": self.user.username, "password": password} | extra)

    def test_says_that_secrets_do_not_belong_here(self):
        self.assertContains(self.client.get(reverse("login")), BANNER)

    def test_leads_home(self):
        self.assertRedirects(self.log_in("Ledger-2026"), reverse("home"), fetch_redirect_response=False)

    def test_does_not_lead_to_another_machine(self):
        response = self.log_in("Ledger-2026", next="//elsewhere.example/")
        self.assertRedirects(response, reverse("home"), fetch_redirect_response=False)

    def test_answers_alike_for_a_wrong_password_and_an_unknown_name(self):
        wrong = self.log_in("wrong")
        unknown = self.client.post(reverse("login"), {"username": "nobody", "password": "wrong"})
        self.assertContains(wrong, "用户名或密码不对")
        self.assertContains(unknown, "用户名或密码不对")

    def test_locks_after_five_wrong_passwords_even_for_the_right_one(self):
        for _attempt in range(5):
            self.log_in("wrong")
        response = self.log_in("Ledger-2026")
        self.assertContains(response, "暂停登录", status_code=429)
        self.assertFalse("_auth_user_id" in self.client.session)

    def test_logging_out_needs_a_form(self):
        self.client.force_login(self.user)
        self.assertEqual(self.client.get(reverse("logout")).status_code, 405)
        self.assertRedirects(self.client.post(reverse("logout")), reverse("login"))

    def test_a_visitor_is_asked_to_log_in(self):
        self.assertRedirects(self.client.get("/"), f"{reverse('login')}?next=/")

    def test_a_disabled_account_stays_out(self):
        User.objects.filter(pk=self.user.pk).update(is_active=False)
        self.assertContains(self.log_in("Ledger-2026"), "用户名或密码不对")


class LanguageTests(TestCase):
    def test_is_chinese_whatever_the_browser_says(self):
        response = self.client.get(reverse("login"), headers={"accept-language": "en-US,en;q=0.9"})
        self.assertContains(response, '<html lang="zh-hans">')

    def test_is_english_once_chosen(self):
        self.client.post(reverse("set_language"), {"language": "en", "next": reverse("login")})
        self.assertContains(self.client.get(reverse("login")), '<html lang="en">')
